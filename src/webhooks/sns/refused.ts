import { BadUserInput } from '../../errors/catalogue.ts';

/** What is wrong with a delivery, from the first check to the last. */
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
  /** It is signed, and is not what this account's source announces. */
  | 'content';

/**
 * A delivery that SNS has not sent, or not to us, or not lately. Sending it again does not help. The message is written
 * for a log: it quotes nothing of what came.
 */
export class Refused extends BadUserInput {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
