import { Server, Socket } from 'node:net';

/** Node does not have a public name for the objects that keep a process running. */
interface Handles {
  _getActiveHandles(): readonly unknown[];
}

/**
 * Returns the kinds of the sockets and servers that this process opens from now on and has not closed. Those of earlier test
 * files may still be closing.
 */
export function newHandles(): () => readonly string[] {
  const others = new Set(open());
  return () => open().flatMap((handle) => (others.has(handle) ? [] : handle.constructor.name));
}

function open(): readonly (Socket | Server)[] {
  const handles = (process as unknown as Handles)._getActiveHandles();
  return handles.filter((handle) => handle instanceof Socket || handle instanceof Server);
}
