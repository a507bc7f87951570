import { BLANK_INVOICE } from '../../domain/blank-invoice.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { expectEmptyObject } from '../answers/done.ts';
import { isGiven } from '../answers/shape.ts';
import type { Webhooks } from '../backend.ts';
import { parseJson } from '../json/parse-json.ts';
import type { OpenAccount } from '../open-account.ts';
import { text, type Wire, wireObject } from '../wire.ts';
import { documentKeyOf, NO_TIME, toInvoiceKey } from './document-key.ts';
import { endpoints } from './endpoints.ts';
import { mapDocument } from './map-document.ts';
import { faultOf } from './queue/queue-page.ts';
import { DOCUMENT } from './shape.ts';
import type { WireDocument } from './wire.ts';
import { withholdSecrets } from './withhold-secrets.ts';

const EVENT_TYPES = { DIGITIZED: 'on_digitized', EXPORTED: 'on_exported' } as const;

interface WebhookSettings {
  readonly companyCode: string;
  readonly webhookSecret?: readonly string[];
  readonly topicArns?: readonly string[];
}

/** Parses Įvesk's announcements, and subscribes to them. */
export function createWebhooks(account: OpenAccount, settings: WebhookSettings): Webhooks {
  const { client, accountId, deviations } = account;
  const { company } = accountId;
  const { companyCode, webhookSecret, topicArns } = settings;

  return {
    guard: { secrets: webhookSecret ?? [], topicArns },

    subscribe: async (event, target, ticket) => {
      const eventType = EVENT_TYPES[event];
      const body = { name: `invoice-gateway ${company} ${eventType}`, eventType, target };
      expectEmptyObject(await client.post(endpoints.subscriptions, JSON.stringify(body), ticket), account);
    },

    read: (message) => {
      const wire = wireObject<WireDocument & { companyCode: unknown }>(parseMessage(message));
      if (wire === undefined)
        throw new BadUserInput('The message is not an announcement of Įvesk: it is not a JSON object');
      checkOwner([wire.companyCode, wire.companycode], companyCode);
      if (isExport(wire)) return { type: 'EXPORTED', companyCode };
      const key = documentKeyOf(wire);
      if (key === undefined || key.at === NO_TIME || key.queue !== 'DIGITIZED')
        throw new BadUserInput(
          'The message is neither an export nor a document with an id and the time of its digitization',
        );
      const fault = faultOf(wire, key, 'DIGITIZED');
      if (fault !== undefined)
        throw new BadUserInput(`The message holds a document whose ${fault.slice(1)} cannot be read`);
      // Counted here, once, and not each time that the stored document is read.
      DOCUMENT.oddities(wire, deviations);
      return { type: 'DIGITIZED', document: withholdSecrets(message), key: toInvoiceKey(key) };
    },

    invoiceOf: (document) => {
      const wire = wireObject<WireDocument>(parseJson(document, accountId));
      const key = wire && documentKeyOf(wire);
      if (wire === undefined || key === undefined)
        throw new TypeError(
          'a stored event contains a document without a key: it was not checked before it was stored',
        );
      const ref = { company, source: 'IVESK', key: toInvoiceKey(key) } as const;
      return withheld(mapDocument(wire, ref, key.id, deviations), wire);
    },
  };
}

/** An announcement of an export has only the company's code: a document or an error has other fields. */
function isExport(wire: Wire<object>): boolean {
  return Object.entries(wire).every(([name, value]) => name.toLowerCase() === 'companycode' || !isGiven(value));
}

function parseMessage(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch (cause) {
    throw new BadUserInput('The message is not an announcement of Įvesk: it is not JSON', { cause });
  }
}

/**
 * Only the signed content says which company a message is about: its URL does not, as all subscribers of a topic get
 * the same messages. The contract does not require a company code, so a message without one may be about another
 * company.
 */
function checkOwner(given: readonly unknown[], companyCode: string): void {
  const codes = given.filter((code) => code !== undefined && code !== null && code !== '');
  if (codes.length === 0) throw new BadUserInput('The message does not have a company code');
  if (codes.some((code) => text(code) !== companyCode)) {
    throw new BadUserInput("The message is about another company's documents");
  }
}

/** Marks the values that were left out of the stored document: they are read on request. */
function withheld(invoice: Invoice, wire: WireDocument): Invoice {
  const { supplier, file } = invoice;
  return {
    // A lazy document inherits its blank fields, and maps the last two of these when they are read.
    ...BLANK_INVOICE,
    ...invoice,
    supplier: supplier && { ...supplier, bankAccount: supplier.bankAccount && 'WITHHELD' },
    file: file ?? (wire.url === undefined || wire.url === null ? null : { name: null, url: null }),
    get lineItems() {
      return invoice.lineItems;
    },
    get revision() {
      return invoice.revision;
    },
  };
}
