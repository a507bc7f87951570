import { BadUserInput } from '../../errors/catalogue.ts';

/** The reasons to refuse a delivery, from the first check to the last. */
export type RefusalReason =
  | 'malformed'
  | 'version'
  | 'headers'
  | 'certificate-url'
  | 'certificate'
  | 'signature'
  | 'topic'
  | 'age'
  | 'subscribe-url'
  /** The signature is valid, but this account's source does not send such content. */
  | 'content';

/**
 * A delivery that was not sent by SNS, not to us, or not recently. Sending it again does not help. The error message
 * is written for a log, and does not quote the delivery.
 */
export class Refused extends BadUserInput {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
