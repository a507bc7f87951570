import { hash } from 'node:crypto';

/** The configuration refuses names with a colon, so that a JWT cannot get the name of a configured caller. */
const PREFIX = 'jwt:';
const MAX_LENGTH = 100;

/**
 * The name of the caller with this JWT subject, for logs and quotas. A long name is cut and ends with a digest, so that two
 * callers do not share a name.
 */
export function subjectToName(subject: unknown): string {
  // jose does not check the type of `sub`.
  if (typeof subject !== 'string') return PREFIX;
  const name = PREFIX + subject.toWellFormed().replace(/\p{C}/gu, '');
  if (name.length <= MAX_LENGTH) return name;
  const digest = hash('sha256', subject, 'hex').slice(0, 12);
  return `${name.slice(0, MAX_LENGTH - digest.length - 1)}…${digest}`.toWellFormed();
}
