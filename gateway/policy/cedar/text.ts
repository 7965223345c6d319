import { type Expr, policyToText } from '@cedar-policy/cedar-wasm/nodejs';

const all = { op: 'All' } as const;

/** An expression as Cedar writes it. */
export function expressionText(expression: Expr): string {
  const printed = policyToText({
    effect: 'permit',
    principal: all,
    action: all,
    resource: all,
    conditions: [{ kind: 'when', body: expression }],
  });
  if (printed.type === 'failure') return JSON.stringify(expression);
  const from = printed.text.indexOf('when {');
  return printed.text.slice(from + 'when {'.length, printed.text.lastIndexOf('}')).trim();
}

/** 1-based line of a byte offset: Cedar counts the bytes of UTF-8. */
export function lineOfByte(text: string, offset: number): number {
  let bytes = 0;
  let line = 1;
  for (const character of text) {
    if (bytes >= offset) break;
    bytes += byteLength(character);
    if (character === '\n') line += 1;
  }
  return line;
}

/** 1-based line of a character's index. */
export function lineOfIndex(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function byteLength(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
