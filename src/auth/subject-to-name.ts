import { hash } from 'node:crypto';

/** The configuration refuses names with a colon, so that no subject can give a JWT the name of a configured caller. */
const PREFIX = 'jwt:';
const MAX_LENGTH = 100;

/**
 * A caller's name for a JWT's subject: it is logged, and what the caller has in flight is counted under it. One that is
 * too long is cut, with a digest at its end so that two callers do not become one.
 */
export function subjectToName(subject: unknown): string {
  // jose does not look at the type of `sub`.
  if (typeof subject !== 'string') return PREFIX;
  const name = PREFIX + subject.toWellFormed().replace(/\p{C}/gu, '');
  if (name.length <= MAX_LENGTH) return name;
  const digest = hash('sha256', subject, 'hex').slice(0, 12);
  return `${name.slice(0, MAX_LENGTH - digest.length - 1)}…${digest}`.toWellFormed();
}
