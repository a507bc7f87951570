import { BLANK_INVOICE } from '../../domain/blank-invoice.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { Webhooks } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { parseJson } from '../parse-json.ts';
import { text, wireObject } from '../wire.ts';
import { documentKeyOf, toInvoiceKey } from './document-key.ts';
import { endpoints } from './endpoints.ts';
import { mapDocument } from './map-document.ts';
import type { WireDocument } from './wire.ts';
import { withholdSecrets } from './withhold-secrets.ts';

const EVENT_TYPES = { DIGITIZED: 'on_digitized', EXPORTED: 'on_exported' } as const;

interface WebhookSettings {
  readonly companyCode: string;
  readonly webhookSecret?: string;
  readonly topicArns?: readonly string[];
}

/** What Įvesk announces, and how it is asked to. */
export function createWebhooks({ client, accountId, oddities }: OpenAccount, settings: WebhookSettings): Webhooks {
  const { company } = accountId;
  const { companyCode, webhookSecret, topicArns } = settings;

  return {
    guard: { secret: webhookSecret, topicArns },

    subscribe: async (event, target, ticket) => {
      const eventType = EVENT_TYPES[event];
      const body = { name: `invoice-gateway ${company} ${eventType}`, eventType, target };
      await client.post(endpoints.subscriptions, JSON.stringify(body), ticket);
    },

    read: (message) => {
      const wire = wireObject<WireDocument & { companyCode: unknown }>(parseMessage(message));
      if (wire === undefined) throw new BadUserInput('The message is not what Įvesk announces: it is no JSON object');
      checkOwner([wire.companyCode, wire.companycode], companyCode);
      if (wire.id !== undefined && wire.id !== null) {
        if (documentKeyOf(wire) === undefined)
          throw new BadUserInput('The message holds a document without an id or the time of its digitization');
        return { type: 'DIGITIZED', document: withholdSecrets(message) };
      }
      return { type: 'EXPORTED', companyCode };
    },

    invoiceOf: (document) => {
      const wire = wireObject<WireDocument>(parseJson(document, accountId));
      const key = wire && documentKeyOf(wire);
      if (wire === undefined || key === undefined)
        throw new TypeError('a stored event holds a document that would not have been taken');
      const ref = { company, source: 'IVESK', key: toInvoiceKey(key) } as const;
      return withheld(mapDocument(wire, ref, key.id, oddities), wire);
    },
  };
}

function parseMessage(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch (cause) {
    throw new BadUserInput('The message is not what Įvesk announces: it is no JSON', { cause });
  }
}

/**
 * Only the content is signed for this account: the door at which it was delivered says nothing, and all subscribers of a
 * topic get what is published to it. The contract requires no company code, so a message without one may belong to
 * another company.
 */
function checkOwner(given: readonly unknown[], companyCode: string): void {
  const codes = given.filter((code) => code !== undefined && code !== null && code !== '');
  if (codes.length === 0) throw new BadUserInput('The message does not say whose it is: it has no company code');
  if (codes.some((code) => text(code) !== companyCode)) {
    throw new BadUserInput("The message is about another company's documents");
  }
}

/** What was left out when it was stored is there all the same: it is read when it is asked for. */
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
