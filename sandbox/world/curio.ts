import { ACME } from './acme.ts';
import type { CompanyProfile } from './company-profile.ts';

/** Has Acme's suppliers and customers, and the odd documents of every source. */
export const CURIO: CompanyProfile = {
  ...ACME,
  key: 'curio',
  name: 'Curio Trading Ltd',
  registrationCode: '302320411',
  vatNumber: 'GB927348263',
  address: '5 Lantern Yard, Bristol BS1 6XN',
  lightyear: {
    companyId: 'c7e1d0a4-52b6-4f0e-9c3d-6a18f24b7e95',
    clientId: 'curio-client',
    clientSecret: 'curio-client-secret:not-a-secret',
    zone: ACME.lightyear.zone,
  },
  ivesk: {
    accountId: '6e2b94d7-1c58-4a3f-b0e6-83d5a7f91c24',
    apiKey: 'curio-ivesk-key-not-a-secret',
    companyCode: '302320411',
    webhookSecret: 'curio-webhook-not-a-secret',
  },
  v6: { ...ACME.v6, apiKey: 'curio-v6-key-not-a-secret', numberPrefix: 'CU' },
  hasOddDocuments: true,
};
