import { fixedZone } from './calendar.ts';
import type { CompanyProfile } from './company-profile.ts';

/** Trades in pounds and in the currencies of its suppliers; its freight business bills in Australian dollars. */
export const ACME: CompanyProfile = {
  key: 'acme',
  name: 'Acme Ltd',
  registrationCode: '302320404',
  vatNumber: 'GB927348156',
  country: 'GB',
  address: '14 Harbour Street, Bristol BS1 5TX',
  lightyear: {
    companyId: '93913d26-427e-4798-8e1f-06c83411113c',
    clientId: 'acme-client',
    clientSecret: 'acme-client-secret:not-a-secret',
    zone: fixedZone('+01:00'),
  },
  ivesk: {
    accountId: '0d6f4c1e-7b7a-4c53-9a56-2f1be0a4d9c3',
    apiKey: 'acme-ivesk-key-not-a-secret',
    companyCode: '302320404',
    webhookSecret: 'acme-webhook-not-a-secret',
  },
  v6: { apiKey: 'acme-v6-key-not-a-secret', currency: 'AUD', taxPercent: 10, emptyAnswer: '204', numberPrefix: 'LT' },
  hasOddDocuments: false,
  taxes: [
    { code: 'T1', description: 'Standard rated purchases', ratePercent: 20 },
    { code: 'T1', description: 'Standard rated purchases', ratePercent: 20 },
    { code: 'T5', description: 'Reduced rate', ratePercent: 5 },
    { code: 'T0', description: 'Zero rated', ratePercent: 0 },
  ],
  departments: [
    { code: 'BRI', name: 'Bristol' },
    { code: 'LDN', name: 'London' },
    { code: 'SYD', name: 'Sydney' },
  ],
  // biome-ignore format: a table, one supplier a row
  suppliers: [
    { code: 'NORTH01', name: 'Northgate Office Supplies Ltd', country: 'GB', vatNumber: 'GB482915736', registrationCode: '04829157', currency: 'GBP', bic: 'NWBKGB2L', address: { street: 'Unit 7, Northgate Park', city: 'Leeds', county: null, postcode: 'LS12 6DB' }, trade: 'office', termDays: 30 },
    { code: 'SEVERN', name: 'Severn Fuels plc', country: 'GB', vatNumber: 'GB118203947', registrationCode: '01182039', currency: 'GBP', bic: 'BARCGB22', address: { street: 'Avonmouth Dock Road', city: 'Bristol', county: null, postcode: 'BS11 9DQ' }, trade: 'fuel', termDays: 14 },
    { code: 'CLOUDW', name: 'Cloudworks Hosting Ltd', country: 'GB', vatNumber: 'GB330918274', registrationCode: '09183302', currency: 'GBP', bic: 'LOYDGB2L', address: { street: '3 Silicon Walk', city: 'Cambridge', county: null, postcode: 'CB4 0WS' }, trade: 'it', termDays: 30 },
    { code: 'PENROSE', name: 'Penrose & Sons Builders', country: 'GB', vatNumber: null, registrationCode: '07721093', currency: 'GBP', bic: 'MIDLGB22', address: { street: 'The Old Forge, Mill Lane', city: 'Bath', county: null, postcode: 'BA1 2QT' }, trade: 'building', termDays: 0 },
    { code: 'HARBOUR', name: "Harbour Kitchen (O'Neill)", country: 'GB', vatNumber: 'GB274419036', registrationCode: '11274419', currency: 'GBP', bic: 'NWBKGB2L', address: { street: '22 Welsh Back', city: 'Bristol', county: null, postcode: 'BS1 4SB' }, trade: 'food', termDays: 0 },
    { code: 'RHEIN', name: 'Rheintal Spedition GmbH & Co. KG', country: 'DE', vatNumber: 'DE811907355', registrationCode: 'HRA40117', currency: 'EUR', bic: 'DEUTDEFF', address: { street: 'Am Güterbahnhof 4', city: 'Weil am Rhein', county: null, postcode: '79576' }, trade: 'freight', termDays: 30 },
    { code: 'MULLER', name: 'Müller Bürobedarf AG', country: 'DE', vatNumber: 'DE136695976', registrationCode: 'HRB90881', currency: 'EUR', bic: 'COBADEFF', address: { street: 'Königsallee 61', city: 'Düsseldorf', county: null, postcode: '40215' }, trade: 'office', termDays: 14 },
    { code: 'VILTRANS', name: 'UAB Vilniaus transportas', country: 'LT', vatNumber: 'LT100001738313', registrationCode: '300173831', currency: 'EUR', bic: 'HABALT22', address: { street: 'Savanorių pr. 178', city: 'Vilnius', county: null, postcode: 'LT-03154' }, trade: 'freight', termDays: 45 },
    { code: 'OZHAUL', name: 'Southern Cross Haulage Pty Ltd', country: 'AU', vatNumber: '51824753556', registrationCode: '824753556', currency: 'AUD', bic: 'CTBAAU2S', address: { street: 'Level 2, 80 Wharf Road', city: 'Port Melbourne', county: 'VIC', postcode: '3207' }, trade: 'freight', termDays: 30 },
    { code: 'PACIFIC', name: 'Pacific Data Centres Pty Ltd', country: 'AU', vatNumber: '33051775556', registrationCode: '051775556', currency: 'AUD', bic: 'ANZBAU3M', address: { street: '400 Harris Street', city: 'Ultimo', county: 'NSW', postcode: '2007' }, trade: 'it', termDays: 7 },
    { code: 'NIMBUS', name: 'Nimbus Software Inc.', country: 'US', vatNumber: null, registrationCode: '5209417', currency: 'USD', bic: 'CHASUS33', address: { street: '548 Market St', city: 'San Francisco', county: 'CA', postcode: '94104' }, trade: 'it', termDays: 30 },
  ],
  // biome-ignore format: a table, one customer a row
  customers: [
    { code: '000123', name: 'Brisbane Timber Co', address: '11 Creek Street', city: 'Brisbane', postcode: '4000', phonePrefix: '+614' },
    { code: '000871', name: "D'Arcy Cold Stores", address: '95 Fishermans Bend', city: 'Melbourne', postcode: '3207', phonePrefix: '+614' },
    { code: '001002', name: 'Tasman Dairy Pty Ltd', address: '3 Bass Highway', city: 'Burnie', postcode: '7320', phonePrefix: '+614' },
    { code: '014450', name: 'Outback Mining Services', address: 'PO Box 77', city: 'Kalgoorlie', postcode: '6430', phonePrefix: '+614' },
    { code: '020001', name: 'Café Perché & Co', address: '8 Hindley Street', city: 'Adelaide', postcode: '5000', phonePrefix: '+614' },
    { code: '100345', name: 'Northern Territory Roads', address: '1 Mitchell Street', city: 'Darwin', postcode: '0800', phonePrefix: '+614' },
  ],
};
