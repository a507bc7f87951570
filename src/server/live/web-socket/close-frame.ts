import { CloseCode } from 'graphql-ws';

/** Close codes of RFC 6455 and of IANA's registry. */
export const GOING_AWAY = 1001;
export const INVALID_PAYLOAD = 1007;
export const TRY_AGAIN_LATER = 1013;

/** The longest reason that a close frame can hold. */
const MAX_REASON_BYTES = 123;
/** graphql-ws quotes an operation's id in full; a reason quotes at most 40 characters of a client's text. */
const MAX_QUOTING_REASON = 'Subscriber for '.length + 40;

/** The reason of a close frame, cut to the length that the frame can hold. */
export function reasonFor(code: number, reason: string): string {
  const brief = code === CloseCode.SubscriberAlreadyExists ? reason.slice(0, MAX_QUOTING_REASON) : reason;
  return Buffer.byteLength(brief) > MAX_REASON_BYTES ? brief.slice(0, MAX_REASON_BYTES / 3) : brief;
}
