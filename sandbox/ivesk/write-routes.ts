import type { IveskOperation } from '../contract.ts';
import { type Answer, empty, json } from '../stand-in/answer.ts';
import type { Call } from '../stand-in/call.ts';
import { isFilledText, jsonObject } from '../stand-in/json-object.ts';
import { uuid } from '../stand-in/parameters.ts';
import type { Route } from '../stand-in/route.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import { message } from './manners.ts';

/** The calls that change something. What they took stands in the account; no event follows from a subscription. */
export const IVESK_WRITES: readonly Route<IveskOperation, IveskAccount>[] = [
  {
    operation: 'reportSyncError',
    method: 'POST',
    path: '/syncerrors',
    play: ({ account, call }) => reportSyncError(account, call),
  },
  {
    operation: 'createWebhookSubscription',
    method: 'POST',
    path: '/subscriptions',
    play: ({ account, call }) => subscribe(account, call),
  },
];

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
  // The contract allows an empty body as well as {}: one is played here, the other below.
  return json(200, {});
}

function subscribe(account: IveskAccount, call: Call): Answer {
  const body = jsonObject(call, ['name', 'eventType', 'target']);
  if ('fault' in body) return message(400, body.fault);
  const { name, eventType, target } = body.object;
  if (!isFilledText(name)) return message(400, 'name is missing');
  if (eventType !== 'on_digitized' && eventType !== 'on_exported')
    return message(400, 'eventType is not one of the two');
  if (!isFilledText(target) || !URL.canParse(target)) return message(400, 'target is not a URL');
  account.subscriptions.push({ name, eventType, target });
  return empty(200);
}
