import type { IveskOperation } from '../contract.ts';
import { type Answer, empty, json } from '../stand-in/answer.ts';
import type { Call } from '../stand-in/call.ts';
import { isFilledText, jsonObject } from '../stand-in/json-object.ts';
import { uuid } from '../stand-in/parameters.ts';
import type { Routes } from '../stand-in/route.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import { message } from './conventions.ts';
import { isEventType, type SubscriptionBody } from './subscribe.ts';

type IveskWrite = Extract<IveskOperation, 'reportSyncError' | 'createWebhookSubscription'>;

export interface WriteParts {
  subscribe(account: IveskAccount, subscription: SubscriptionBody): void;
}

/** The calls that change state. They record their input in the account. */
export function iveskWrites(parts: WriteParts): Routes<IveskWrite, IveskAccount> {
  return {
    reportSyncError: {
      method: 'POST',
      path: '/syncerrors',
      handle: ({ account, call }) => reportSyncError(account, call),
    },
    createWebhookSubscription: {
      method: 'POST',
      path: '/subscriptions',
      handle: ({ account, call }) => createSubscription(account, call, parts),
    },
  };
}

function reportSyncError(account: IveskAccount, call: Call): Answer {
  const body = jsonObject(call, ['documentid', 'companycode', 'message']);
  if ('fault' in body) return message(400, body.fault);
  const { documentid, companycode, message: text } = body.object;
  if (!isFilledText(documentid) || uuid(documentid) !== undefined) return message(400, 'documentid is not a UUID');
  if (!isFilledText(companycode)) return message(400, 'companycode is missing');
  if (!isFilledText(text)) return message(400, 'message is missing');
  const entry = account.digitized().find(({ id }) => id === documentid.toLowerCase());
  if (entry === undefined) return message(404, 'No such document');
  if (companycode !== (entry.document['companycode'] ?? account.companyCode)) return message(404, 'No such company');
  account.syncErrors.push({ documentid, companycode, message: text });
  // The contract allows an empty body as well as {}: this call returns {}, the one below an empty body.
  return json(200, {});
}

function createSubscription(account: IveskAccount, call: Call, { subscribe }: WriteParts): Answer {
  const body = jsonObject(call, ['name', 'eventType', 'target']);
  if ('fault' in body) return message(400, body.fault);
  const { name, eventType, target } = body.object;
  if (!isFilledText(name)) return message(400, 'name is missing');
  if (!isEventType(eventType)) return message(400, 'eventType is not one of the two');
  if (!isFilledText(target) || !isWebUrl(target)) return message(400, 'target is not a URL');
  subscribe(account, { name, eventType, target });
  return empty(200);
}

/** SNS supports other protocols, which are not webhooks. */
function isWebUrl(text: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '');
}
