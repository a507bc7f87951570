import type { CompanyKey } from './world/company-profile.ts';
import type { CompanyWorld, World } from './world/world.ts';

/** Where the stand-ins are. */
export interface SourceUrls {
  readonly lightyear: string;
  readonly ivesk: string;
  readonly v6: string;
}

/** A gateway's configuration, as plain data in the form of its file, for the stand-ins and some callers to try it with. */
export function gatewayConfig(world: World, urls: SourceUrls) {
  return {
    companies: { acme: toCompany(world.acme, urls), borealis: toCompany(world.borealis, urls) },
    callers: {
      sandbox: { token: 'sandbox-token-not-a-secret', companies: '*', scopes: '*' },
      acme: callerOf('acme'),
      borealis: callerOf('borealis'),
      reader: { token: 'reader-token-not-a-secret', companies: '*', scopes: ['invoices:read'] },
    },
  };
}

function callerOf(company: CompanyKey) {
  return { token: `${company}-token-not-a-secret`, companies: [company], scopes: '*' };
}

function toCompany({ profile: { name, lightyear, ivesk, v6 } }: CompanyWorld, urls: SourceUrls) {
  const { clientId, clientSecret, companyId } = lightyear;
  const { apiKey, companyCode, webhookSecret } = ivesk;
  return {
    name,
    lightyear: {
      baseUrl: urls.lightyear,
      tokenUrl: `${urls.lightyear}/oauth2/token`,
      clientId,
      clientSecret,
      companyId,
    },
    ivesk: { baseUrl: urls.ivesk, apiKey, companyCode, webhookSecret },
    v6: { baseUrl: urls.v6, apiKey: v6.apiKey, currency: v6.currency },
  };
}
