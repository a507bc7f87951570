import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedWords, foldText } from '../../src/domain/values/folded-text.ts';

test.each([
  ['UAB', 'uab'],
  ['Žuvis', 'zuvis'],
  ['ĄČĘĖĮŠŲŪŽ ąčęėįšųūž', 'aceeisuuz aceeisuuz'],
  ['Łódź Ørsted Đorđe Æsir Œuvre', 'lodz orsted dorde aesir oeuvre'],
  ['STRASSE Straße', 'strasse strasse'],
  ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
  ['İstanbul ISTANBUL ıI', 'istanbul istanbul ii'],
  ['„Žuvis“ «Žuvis» ‘a’', '"zuvis" "zuvis" \'a\''],
  ['2024–07—1', '2024-07-1'],
  ['ＡＢＣ １２', 'abc 12'],
  ['  a \t\n b\u00a0c\u0000d ', 'a b c d'],
  ['日本語', '日本語'],
  ['100%_\\', '100%_\\'],
  ['\ud800x', '\ufffdx'],
  ['Žu\u00advis\u200b', 'zuvis'],
  ['', ''],
])('folds %j to %j', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'aAžŽ ßıİΣσς„“é\u0301\u0307🎉%"\u00ad½ﬁǅ'), maxLength: 30 }),
);

test('a folded text stays the same when it is folded again', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(foldText(foldText(one))).toBe(foldText(one));
    }),
    { numRuns: 1_000 },
  );
});

test('the letter case and the accents of a text make no difference', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aąčęėįšųūžbz 1-'), maxLength: 30 }), (one) => {
      expect(foldText(one.toUpperCase())).toBe(foldText(one));
      expect(foldText(one.normalize('NFD'))).toBe(foldText(one.normalize('NFC')));
    }),
  );
});

test('every word of a text is found in it', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const folded = foldText(`${one} ${other}`);
      for (const word of foldedWords(one)) expect(folded).toContain(word);
    }),
  );
});

test('words are different and have no space in them', () => {
  expect(foldedWords(' Žuvis  UAB žuvis\tuab ')).toEqual(['zuvis', 'uab']);
  expect(foldedWords(' \n ')).toEqual([]);
});
