import { BackendUnavailable } from '../../errors/catalogue.ts';

/**
 * SNS signed a message that is from the future, by the gateway's clock. The clock of SNS is right, so the gateway's is slow. SNS
 * should send the message again: it does not after a 4xx, and the event would be lost.
 */
export class ClockInDoubt extends BackendUnavailable {
  constructor() {
    super(
      'The message is genuine and from the future: the clock of this gateway is slow. Set it, and SNS sends the message again',
    );
  }
}
