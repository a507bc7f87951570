import { Kind, type ValueNode } from 'graphql';
import { isDate, isDateTime } from '../../domain/values/dates.ts';
import { isDecimal } from '../../domain/values/decimal.ts';
import { BadUserInput } from '../../errors/catalogue.ts';

function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}
/** Longer than any sensible instant: a source should not get a fraction of thousands of digits. */
function isShortDateTime(text: string): boolean {
  return text.length <= 64 && isDateTime(text);
}
function isCountry(text: string): boolean {
  return /^[A-Z]{2}$/.test(text);
}

/** Each scalar checks its input. The domain has already checked the strings that it returns. */
export const scalars = {
  Decimal: textScalar('Decimal', isDecimal, 'an exact decimal in a string, like "123.45", without an exponent'),
  Date: textScalar('Date', isDate, 'a calendar date in a string, like "2024-05-14"'),
  DateTime: textScalar('DateTime', isShortDateTime, 'an RFC 3339 time with its offset, like "2024-05-14T10:30:00Z"'),
  CurrencyCode: textScalar('CurrencyCode', isCurrency, 'an ISO 4217 code in upper case, like "GBP"'),
  CountryCode: textScalar('CountryCode', isCountry, 'an ISO 3166-1 alpha-2 code in upper case, like "LT"'),
  URL: textScalar('URL', URL.canParse, 'an absolute URL'),
};

/** Plain functions, because a GraphQLScalarType would replace the type and lose its description. */
function textScalar(name: string, accepts: (text: string) => boolean, form: string) {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new BadUserInput(`${name} must be ${form}`);
  };
  return {
    parseValue: parse,
    parseLiteral: (node: ValueNode): string => parse(node.kind === Kind.STRING ? node.value : undefined),
    serialize: (value: unknown): string => {
      if (typeof value === 'string') return value;
      throw new TypeError(`The value of a ${name} is not a string`);
    },
  };
}
