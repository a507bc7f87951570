import type { Clock } from '../stand-in/clock.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import type { UploadedFile } from '../world/ivesk/uploads.ts';

export interface DigitizationTimes {
  /**
   * Time from an upload until its documents are in the digitized queue. 0: before the upload is answered; Infinity:
   * never.
   */
  readonly digitizeMs: number;
  /** Time from then until the accountant exports them. */
  readonly exportMs: number;
}

/** Called for each document that enters a queue. */
export interface DigitizationListener {
  digitized(account: IveskAccount, documentId: string): void;
  exported(account: IveskAccount): void;
}

/**
 * Simulates the people who process a file, at Įvesk and then at the accountant's. Disposing of it stops the processing.
 */
export interface Digitization extends Disposable {
  take(account: IveskAccount, file: UploadedFile): void;
}

export function createDigitization(
  clock: Clock,
  { digitizeMs, exportMs }: DigitizationTimes,
  listener: DigitizationListener,
): Digitization {
  const pending = new Set<Disposable>();
  const later = (ms: number, task: () => void) => {
    if (ms === 0) task();
    // setTimeout fires at once if the delay is too long.
    if (ms === 0 || ms === Number.POSITIVE_INFINITY) return;
    const timer = clock.after(ms, () => {
      pending.delete(timer);
      task();
    });
    pending.add(timer);
  };

  const exportOne = (account: IveskAccount, id: string) => {
    account.export(id, clock.now());
    listener.exported(account);
  };

  return {
    take(account, file) {
      const digitize = account.receive(file);
      later(digitizeMs, () => {
        for (const id of digitize(clock.now())) {
          listener.digitized(account, id);
          later(exportMs, () => exportOne(account, id));
        }
      });
    },
    [Symbol.dispose]() {
      for (const timer of pending) timer[Symbol.dispose]();
      pending.clear();
    },
  };
}
