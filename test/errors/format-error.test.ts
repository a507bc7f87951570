import { GraphQLError, locatedError, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import {
  BackendRejected,
  BackendTimeout,
  BackendUnavailable,
  BadUserInput,
  Conflict,
  Forbidden,
  type GatewayError,
  NotFound,
  OutcomeUnknown,
} from '../../src/errors/catalogue.ts';
import { createErrorFormatter } from '../../src/errors/format-error.ts';
import { createLogSink } from '../end-to-end/log-sink.ts';

const accountId = { source: 'V6', company: 'acme' } as const;
const [node] = parse('{ invoices }').definitions;
function at(error: Error) {
  return locatedError(error, node, ['invoices', 0]);
}
const PLACE = { path: ['invoices', 0], locations: [{ line: 1, column: 1 }] };

describe('an error of the catalogue', () => {
  test.each<[string, GatewayError, object]>([
    ['wrong input', new BadUserInput('x', { field: ['filter'] }), { code: 'BAD_USER_INPUT' }],
    ['a missing object', new NotFound('x'), { code: 'NOT_FOUND' }],
    ['a missing scope', new Forbidden('x'), { code: 'FORBIDDEN' }],
    ['a timeout', new BackendTimeout('x', { accountId }), { code: 'BACKEND_TIMEOUT', ...accountId, retryable: true }],
    ['a timeout without an account', new BackendTimeout('x'), { code: 'BACKEND_TIMEOUT', retryable: true }],
    ['a conflict', new Conflict('x', { accountId }), { code: 'CONFLICT', ...accountId, retryable: false }],
    [
      'a lost answer',
      new OutcomeUnknown('x', { accountId }),
      { code: 'OUTCOME_UNKNOWN', ...accountId, retryable: false },
    ],
    [
      'an open circuit breaker',
      new BackendUnavailable('x', { accountId, retryAfterMs: 9_999.2 }),
      { code: 'BACKEND_UNAVAILABLE', ...accountId, retryable: true, retryAfterMs: 10_000 },
    ],
    [
      'a rejection with violations',
      new BackendRejected('x', { accountId, violations: ['a', 'b'] }),
      { code: 'BACKEND_REJECTED', ...accountId, retryable: false, violations: ['a', 'b'] },
    ],
    [
      'a rejection without violations',
      new BackendRejected('x', { accountId }),
      { code: 'BACKEND_REJECTED', ...accountId, retryable: false },
    ],
  ])('reaches the caller with its message, place and extensions: %s', (_what, error, extensions) => {
    const { log, format } = createFormatter();

    expect(format(error)).toEqual({ message: 'x', extensions });
    expect(format(at(error))).toEqual({ message: 'x', ...PLACE, extensions });
    // As graphql-js wraps what a scalar throws at a variable.
    const wrapped = new GraphQLError('Variable "$a": x', { originalError: at(error) });
    expect(format(wrapped)).toEqual({ message: 'Variable "$a": x', extensions });
    expect(log.entries()).toEqual([]);
  });

  test('does not reveal its cause', () => {
    const { format } = createFormatter();
    const error = new BackendTimeout('x', { accountId, cause: new Error('http://10.0.0.1/?key=secret') });
    expect(JSON.stringify(format(at(error)))).not.toContain('secret');
  });
});

describe('an error outside the catalogue', () => {
  test.each<[string, unknown]>([
    ['an error', new TypeError('secret at /srv/app')],
    ['an error in a field', at(new TypeError('secret at /srv/app'))],
    ['an error in an error', new GraphQLError('secret', { originalError: at(new Error('secret')) })],
    ['an error with its own code', Object.assign(new Error('secret'), { code: 'ECONNREFUSED' })],
    ['an error that claims a code', new GraphQLError('secret', { extensions: { code: 'INTERNAL_SERVER_ERROR' } })],
    ['an error about a null', at(new Error('Cannot return null for non-nullable field Company.id.'))],
    ['an error about an argument', at(new Error('Argument "secret" is missing'))],
    ['a string', 'secret'],
    ['an object', { message: 'secret', extensions: { code: 'BAD_USER_INPUT' } }],
    ['nothing', undefined],
  ])('reaches the caller only as a reference to a line of the log: %s', (_what, error) => {
    const { log, format } = createFormatter();

    const formatted = format(error);

    const [, reference] = /reference ([0-9a-f]{12})\.$/.exec(formatted.message) ?? [];
    expect(formatted.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(formatted)).not.toContain('secret');
    expect(
      Object.keys(formatted).filter((key) => !['message', 'path', 'locations', 'extensions'].includes(key)),
    ).toEqual([]);
    expect(log.entries()).toEqual([expect.objectContaining({ level: 'error', reference, msg: 'unexpected fault' })]);
  });

  test('is logged as its original error', () => {
    const { log, format } = createFormatter();
    format(new GraphQLError('outer', { originalError: at(new RangeError('inner')) }));
    expect(log.entries()).toEqual([
      expect.objectContaining({ err: { type: 'RangeError', message: 'inner', stack: expect.any(String) } }),
    ]);
  });
});

describe('a fault of the request', () => {
  test.each([
    'BAD_REQUEST',
    'BAD_USER_INPUT',
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'OPERATION_RESOLUTION_FAILURE',
    'PERSISTED_QUERY_NOT_FOUND',
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ])('is BAD_USER_INPUT if Apollo Server calls it %s', (code) => {
    const { log, format } = createFormatter();
    const error = new GraphQLError('x', { nodes: node ?? null, extensions: { code, stacktrace: ['secret'] } });

    expect(format(error)).toEqual({
      message: 'x',
      locations: PLACE.locations,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(log.entries()).toEqual([]);
  });

  test('is BAD_USER_INPUT if it only shows during execution', () => {
    const { log, format } = createFormatter();
    const message = 'Argument "id" of non-null type "ID!" must not be null.';

    expect(format(at(new GraphQLError(message)))).toEqual({
      message,
      ...PLACE,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(log.entries()).toEqual([]);
  });
});

function createFormatter() {
  const log = createLogSink();
  return { log, format: createErrorFormatter(log.logger) };
}
