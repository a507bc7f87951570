import { GraphQLError, locatedError, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import {
  BackendRejected,
  BackendTimeout,
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
    ['nothing there', new NotFound('x'), { code: 'NOT_FOUND' }],
    ['no scope', new Forbidden('x'), { code: 'FORBIDDEN' }],
    ['a time-out', new BackendTimeout('x', { accountId }), { code: 'BACKEND_TIMEOUT', ...accountId, retryable: true }],
    ['a time-out of nobody', new BackendTimeout('x'), { code: 'BACKEND_TIMEOUT', retryable: true }],
    ['a conflict', new Conflict('x', { accountId }), { code: 'CONFLICT', ...accountId, retryable: false }],
    [
      'a lost answer',
      new OutcomeUnknown('x', { accountId }),
      { code: 'OUTCOME_UNKNOWN', ...accountId, retryable: false },
    ],
    [
      'a refusal with its reasons',
      new BackendRejected('x', { accountId, violations: ['a', 'b'] }),
      { code: 'BACKEND_REJECTED', ...accountId, retryable: false, violations: ['a', 'b'] },
    ],
    [
      'a refusal without',
      new BackendRejected('x', { accountId }),
      { code: 'BACKEND_REJECTED', ...accountId, retryable: false },
    ],
  ])('is what a caller may read: %s', (_what, error, extensions) => {
    const { log, format } = createFormatter();

    expect(format(error)).toEqual({ message: 'x', extensions });
    expect(format(at(error))).toEqual({ message: 'x', ...PLACE, extensions });
    // As graphql-js wraps what a scalar throws at a variable.
    const wrapped = new GraphQLError('Variable "$a": x', { originalError: at(error) });
    expect(format(wrapped)).toEqual({ message: 'Variable "$a": x', extensions });
    expect(log.entries()).toEqual([]);
  });

  test('keeps its cause to itself', () => {
    const { format } = createFormatter();
    const error = new BackendTimeout('x', { accountId, cause: new Error('http://10.0.0.1/?key=secret') });
    expect(JSON.stringify(format(at(error)))).not.toContain('secret');
  });
});

describe('anything else', () => {
  test.each<[string, unknown]>([
    ['an error', new TypeError('secret at /srv/app')],
    ['an error in a field', at(new TypeError('secret at /srv/app'))],
    ['an error in an error', new GraphQLError('secret', { originalError: at(new Error('secret')) })],
    ['an error with a code of its own', Object.assign(new Error('secret'), { code: 'ECONNREFUSED' })],
    ['an error that claims a code', new GraphQLError('secret', { extensions: { code: 'INTERNAL_SERVER_ERROR' } })],
    ['an error with words around a null', at(new Error('Cannot return null for non-nullable field Company.id.'))],
    ['an error that speaks of an argument', at(new Error('Argument "secret" is missing'))],
    ['a text', 'secret'],
    ['an object', { message: 'secret', extensions: { code: 'BAD_USER_INPUT' } }],
    ['nothing', undefined],
  ])('is a reference to a line of the log: %s', (_what, error) => {
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

  test('is logged as what it was at its root', () => {
    const { log, format } = createFormatter();
    format(new GraphQLError('outer', { originalError: at(new RangeError('inner')) }));
    expect(log.entries()).toEqual([
      expect.objectContaining({ err: { type: 'RangeError', message: 'inner', stack: expect.any(String) } }),
    ]);
  });
});

describe('what is wrong with a request', () => {
  test.each([
    'BAD_REQUEST',
    'BAD_USER_INPUT',
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'OPERATION_RESOLUTION_FAILURE',
    'PERSISTED_QUERY_NOT_FOUND',
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ])('is one code for the one thing to do about it: %s', (code) => {
    const { log, format } = createFormatter();
    const error = new GraphQLError('x', { nodes: node ?? null, extensions: { code, stacktrace: ['secret'] } });

    expect(format(error)).toEqual({
      message: 'x',
      locations: PLACE.locations,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(log.entries()).toEqual([]);
  });

  test('that only shows as it is executed has the same code', () => {
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
