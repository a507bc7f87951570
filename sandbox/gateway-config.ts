import type { Source } from '../src/domain/source.ts';
import type { SnsStandIn } from './sns/start-sns.ts';
import type { CompanyKey } from './world/company-profile.ts';
import type { CompanyWorld, World } from './world/world.ts';

/** The URLs of the stand-ins. */
export type StandInUrls = Readonly<Record<Source, { readonly url: string }>>;

/** The companies that a visitor sees. Only `auditor` sees the third one, whose odd documents are for tests. */
const SHOWN: readonly CompanyKey[] = ['acme', 'borealis'];

/**
 * A gateway's configuration as plain data, in the form of its file: the stand-ins as sources, and some sample callers.
 */
export function gatewayConfig(world: World, urls: StandInUrls, sns: SnsStandIn) {
  return {
    companies: {
      acme: toCompany(world.acme, urls, sns),
      borealis: toCompany(world.borealis, urls, sns),
      curio: toCompany(world.curio, urls, sns),
    },
    callers: {
      sandbox: { token: 'sandbox-token-not-a-secret', companies: SHOWN, scopes: '*' },
      acme: callerOf('acme'),
      borealis: callerOf('borealis'),
      auditor: { token: 'auditor-token-not-a-secret', companies: '*', scopes: '*' },
      reader: { token: 'reader-token-not-a-secret', companies: SHOWN, scopes: ['invoices:read'] },
    },
    webhooks: { snsHostPattern: `^${new URL(sns.url).host.replaceAll('.', '\\.')}$` },
  };
}

function callerOf(company: CompanyKey) {
  return { token: `${company}-token-not-a-secret`, companies: [company], scopes: '*' };
}

function toCompany(company: CompanyWorld, urls: StandInUrls, sns: SnsStandIn) {
  const { key, name, lightyear, ivesk, v6 } = company.profile;
  const { clientId, clientSecret, companyId } = lightyear;
  const { apiKey, companyCode, webhookSecret } = ivesk;
  const topicArns = [sns.topicArn(key, 'DIGITIZED'), sns.topicArn(key, 'EXPORTED')];
  const sections = {
    lightyear: {
      baseUrl: urls.LIGHTYEAR.url,
      tokenUrl: `${urls.LIGHTYEAR.url}/oauth2/token`,
      clientId,
      clientSecret,
      companyId,
    },
    ivesk: { baseUrl: urls.IVESK.url, apiKey, companyCode, webhookSecret, topicArns },
    v6: { baseUrl: urls.V6.url, apiKey: v6.apiKey, currency: v6.currency },
  } satisfies Record<Lowercase<Source>, object>;
  return { name, ...sections };
}
