import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface Child extends AsyncDisposable {
  /** The next message of the child; rejects if it ends without one. */
  message<T>(): Promise<T>;
  /** Asks the child to end. The child answers with a message. */
  finish(): void;
}

/** Runs a module in a process of its own, so that it does not slow other code down. */
export function startChild(module: URL, ...args: readonly string[]): Child {
  const child: ChildProcess = fork(module, args, { execArgv: [] });
  const ended = once(child, 'exit');
  return {
    message: async <T>() => {
      const failed = ended.then(([code]) => {
        throw new Error(`${module.pathname} ended with ${code}`);
      });
      const [message] = await Promise.race([once(child, 'message'), failed]);
      return message as T;
    },
    finish: () => void child.send('finish'),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
