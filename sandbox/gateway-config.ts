import type { SnsStandIn } from './sns/start-sns.ts';
import type { CompanyKey } from './world/company-profile.ts';
import type { CompanyWorld, World } from './world/world.ts';

/** Where the stand-ins are. */
export interface SourceUrls {
  readonly lightyear: string;
  readonly ivesk: string;
  readonly v6: string;
}

/** A gateway's configuration, as plain data in the form of its file, for the stand-ins and some callers to try it with. */
export function gatewayConfig(world: World, urls: SourceUrls, sns: SnsStandIn) {
  return {
    companies: { acme: toCompany(world.acme, urls, sns), borealis: toCompany(world.borealis, urls, sns) },
    callers: {
      sandbox: { token: 'sandbox-token-not-a-secret', companies: '*', scopes: '*' },
      acme: callerOf('acme'),
      borealis: callerOf('borealis'),
      reader: { token: 'reader-token-not-a-secret', companies: '*', scopes: ['invoices:read'] },
    },
    webhooks: { snsHostPattern: `^${new URL(sns.url).host.replaceAll('.', '\\.')}$` },
  };
}

function callerOf(company: CompanyKey) {
  return { token: `${company}-token-not-a-secret`, companies: [company], scopes: '*' };
}

function toCompany({ profile: { key, name, lightyear, ivesk, v6 } }: CompanyWorld, urls: SourceUrls, sns: SnsStandIn) {
  const { clientId, clientSecret, companyId } = lightyear;
  const { apiKey, companyCode, webhookSecret } = ivesk;
  const topicArns = [sns.topicArn(key, 'DIGITIZED'), sns.topicArn(key, 'EXPORTED')];
  return {
    name,
    lightyear: {
      baseUrl: urls.lightyear,
      tokenUrl: `${urls.lightyear}/oauth2/token`,
      clientId,
      clientSecret,
      companyId,
    },
    ivesk: { baseUrl: urls.ivesk, apiKey, companyCode, webhookSecret, topicArns },
    v6: { baseUrl: urls.v6, apiKey: v6.apiKey, currency: v6.currency },
  };
}
