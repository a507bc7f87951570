import { europeanZone } from './calendar.ts';
import type { CompanyProfile } from './company-profile.ts';

/** A Lithuanian company that buys and sells in euro, and occasionally in zloty. */
export const BOREALIS: CompanyProfile = {
  key: 'borealis',
  name: 'UAB Borealis',
  registrationCode: '304567891',
  vatNumber: 'LT100011234518',
  country: 'LT',
  address: 'Žirmūnų g. 68, LT-09124 Vilnius',
  lightyear: {
    companyId: '5b0f6f0e-3d0a-4c55-9a53-2f6c1f8a9d44',
    clientId: 'borealis-client',
    clientSecret: 'borealis-client-secret+not/a=secret',
    zone: europeanZone(2),
  },
  ivesk: {
    accountId: 'b81c9e57-3a0f-4e6d-8d24-90c7f5a1e62b',
    apiKey: 'borealis-ivesk-key-not-a-secret',
    companyCode: '304567891',
    webhookSecret: 'borealis-webhook-not-a-secret',
  },
  v6: {
    apiKey: 'borealis-v6-key-not-a-secret',
    currency: 'EUR',
    taxPercent: 21,
    emptyAnswer: '[]',
    numberPrefix: 'BR',
  },
  hasOddDocuments: false,
  taxes: [
    { code: 'PVM1', description: 'Standartinis PVM tarifas', ratePercent: 21 },
    { code: 'PVM1', description: 'Standartinis PVM tarifas', ratePercent: 21 },
    { code: 'PVM2', description: 'Lengvatinis PVM tarifas', ratePercent: 9 },
    { code: 'PVM5', description: 'Neapmokestinama', ratePercent: 0 },
  ],
  departments: [
    { code: 'VLN', name: 'Vilnius' },
    { code: 'KUN', name: 'Kaunas' },
    { code: 'KLP', name: 'Klaipėda' },
  ],
  // biome-ignore format: a table, one supplier a row
  suppliers: [
    { code: 'BIURAS', name: 'UAB „Biuro pasaulis“', country: 'LT', vatNumber: 'LT252345616', registrationCode: '125234561', currency: 'EUR', bic: 'HABALT22', address: { street: 'Ukmergės g. 280', city: 'Vilnius', county: null, postcode: 'LT-06115' }, trade: 'office', termDays: 30 },
    { code: 'KURAS', name: 'AB Šiaurės kuras', country: 'LT', vatNumber: 'LT100002345610', registrationCode: '300234561', currency: 'EUR', bic: 'CBVILT2X', address: { street: 'Tilžės g. 152', city: 'Šiauliai', county: null, postcode: 'LT-76351' }, trade: 'fuel', termDays: 14 },
    { code: 'DEBESIS', name: 'MB Skaitmeninis debesis', country: 'LT', vatNumber: 'LT100013456719', registrationCode: '305345671', currency: 'EUR', bic: 'AGBLLT2X', address: { street: 'Konstitucijos pr. 7', city: 'Vilnius', county: null, postcode: 'LT-09308' }, trade: 'it', termDays: 14 },
    { code: 'STATYBA', name: 'UAB Ąžuolo statyba', country: 'LT', vatNumber: 'LT100004567815', registrationCode: '300456781', currency: 'EUR', bic: 'HABALT22', address: { street: 'Pramonės pr. 4', city: 'Kaunas', county: null, postcode: 'LT-51329' }, trade: 'building', termDays: 30 },
    { code: 'ZUVIS', name: 'Restoranas „Žuvis“, IĮ', country: 'LT', vatNumber: null, registrationCode: '123987654', currency: 'EUR', bic: 'CBVILT2X', address: { street: 'Pilies g. 12', city: 'Vilnius', county: null, postcode: 'LT-01123' }, trade: 'food', termDays: 0 },
    { code: 'BALTLOG', name: 'SIA Baltijas Loģistika', country: 'LV', vatNumber: 'LV40003521600', registrationCode: '40003521600', currency: 'EUR', bic: 'HABALV22', address: { street: 'Brīvības gatve 214', city: 'Rīga', county: null, postcode: 'LV-1039' }, trade: 'freight', termDays: 30 },
    { code: 'LODZ', name: 'Łódzkie Przewozy Sp. z o.o.', country: 'PL', vatNumber: 'PL7251801126', registrationCode: '0000270031', currency: 'PLN', bic: 'BREXPLPW', address: { street: 'ul. Piotrkowska 90', city: 'Łódź', county: null, postcode: '90-103' }, trade: 'freight', termDays: 21 },
    { code: 'TALLTECH', name: 'Tallinna Tehnika OÜ', country: 'EE', vatNumber: 'EE100594102', registrationCode: '10594102', currency: 'EUR', bic: 'HABAEE2X', address: { street: 'Narva mnt 5', city: 'Tallinn', county: null, postcode: '10117' }, trade: 'it', termDays: 14 },
  ],
  // biome-ignore format: a table, one customer a row
  customers: [
    { code: '00045', name: 'UAB Rūtos prekyba', address: 'Gedimino pr. 20', city: 'Vilnius', postcode: 'LT-01103', phonePrefix: '+3706' },
    { code: '00046', name: 'AB Jūros žuvis', address: 'Minijos g. 180', city: 'Klaipėda', postcode: 'LT-93269', phonePrefix: '+3706' },
    { code: '00110', name: 'SIA Daugavas Koks', address: 'Maskavas iela 250', city: 'Rīga', postcode: 'LV-1063', phonePrefix: '+3712' },
    { code: '00207', name: 'Eesti Puit OÜ', address: 'Tartu mnt 80', city: 'Tallinn', postcode: '10112', phonePrefix: '+3725' },
  ],
};
