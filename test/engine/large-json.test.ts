import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseInTurns } from '../../gateway/engine/large-json.ts';
import { Pace } from '../../gateway/engine/pace.ts';

const PIECE = 24;

async function inTurns(text: string): Promise<unknown> {
  return parseInTurns(Buffer.from(text), new Pace(true), PIECE);
}

/** What JSON.parse makes of the text, or that it makes nothing. */
async function outcome(parse: () => unknown): Promise<unknown> {
  try {
    return { value: await parse() };
  } catch (error) {
    return { refused: error instanceof SyntaxError };
  }
}

describe('JSON that is parsed in turns', () => {
  test('is what JSON.parse makes of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), fc.nat(3), async (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        expect(await inTurns(written)).toEqual(JSON.parse(written));
      }),
      { numRuns: 500 },
    );
  });

  test('is refused where JSON.parse refuses it, whatever byte is wrong', async () => {
    const byte = fc.constantFrom(...'[]{},:"\\0 a\u0001');
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), fc.nat(), byte, fc.boolean(), async (text, place, other, isAdded) => {
        const at = place % (text.length + 1);
        const broken = text.slice(0, at) + other + text.slice(isAdded ? at : at + 1);
        expect(await outcome(() => inTurns(broken))).toEqual(await outcome(() => JSON.parse(broken)));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['a list with an empty place between long members', `[[${'1,'.repeat(30)}1],,[${'1,'.repeat(30)}1]]`],
    ['a list that ends with a comma', `[${'1,'.repeat(30)}]`],
    ['a record that ends with a comma', `{${'"a":1,'.repeat(30)}}`],
    ['a record with a value alone', `{"a":[${'1,'.repeat(30)}1],[${'1,'.repeat(30)}1]}`],
    ['brackets of another kind', `[${'1,'.repeat(30)}1}`],
    ['more after the end', `[${'1,'.repeat(30)}1]]`],
    ['more after a long member', `[[${'1,'.repeat(30)}1]2]`],
    ['an end that is missing', `[[${'1,'.repeat(30)}1]`],
    ['more nested than anybody needs', '['.repeat(1_000) + ']'.repeat(1_000)],
  ])('is refused with %s', async (_name, text) => {
    await expect(inTurns(text)).rejects.toThrow(SyntaxError);
  });

  test('keeps keys called like an object’s own', async () => {
    const text = `{"__proto__":{"a":[${'1,'.repeat(30)}1]},"constructor":[${'2,'.repeat(30)}2]}`;
    const value = (await inTurns(text)) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
