const HEAD_END = '\r\n\r\n';
const HEALTH_CHECK = /^(?:GET|HEAD) \/health\//;
const BODY_HEADER = /\r\n(?:content-length|transfer-encoding)[ \t]*:/i;

/** True for one health check without a body: it takes no time, and load balancers do not wait. */
export function isHealthCheck(bytes: Buffer): boolean {
  const head = bytes.toString('latin1');
  return HEALTH_CHECK.test(head) && !BODY_HEADER.test(head) && head.indexOf(HEAD_END) === head.length - HEAD_END.length;
}
