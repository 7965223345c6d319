import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { CursorSecretsError, readCursorSecrets } from '../../subgraphs/kit/cursor-secrets.ts';
import { cursorKeys, cursorsAt } from '../../subgraphs/kit/cursors.ts';
import { pageOf } from '../../subgraphs/kit/paging.ts';

const KEYS = cursorKeys([randomBytes(32)]);
const OWNER = { agency: 'one', viewerClass: 'class' };
const PLACE = { field: 'Query.things', filter: { name: 'x', tags: ['a', 'b'] } };

test('a cursor opens where it was made, to the position it was made of', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 100 }), { minLength: 1, maxLength: 3 }),
      (position) => {
        const cursors = cursorsAt(KEYS, OWNER, PLACE);
        const cursor = cursors.seal(position);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(cursors.seal(position)).toBe(cursor);
        expect(cursors.open(cursor, position.length)).toEqual(position);
      },
    ),
  );
});

test('how a filter is written makes no other list', () => {
  const cursor = cursorsAt(KEYS, OWNER, PLACE).seal(['1']);
  const same = { tags: ['a', 'b'], name: 'x', absent: undefined, nothing: null };
  expect(cursorsAt(KEYS, OWNER, { ...PLACE, filter: same }).open(cursor, 1)).toEqual(['1']);
});

test.each([
  ['agency', { ...OWNER, agency: 'other' }, PLACE],
  ['class of viewer', { ...OWNER, viewerClass: 'other' }, PLACE],
  ['field', OWNER, { ...PLACE, field: 'Query.others' }],
  ['filter', OWNER, { ...PLACE, filter: { name: 'y', tags: ['a', 'b'] } }],
  ['order of a filter that is a list', OWNER, { ...PLACE, filter: { name: 'x', tags: ['b', 'a'] } }],
])('a cursor of another %s is none, and the argument after is named', (_, owner, place) => {
  const cursor = cursorsAt(KEYS, OWNER, PLACE).seal(['1']);
  expect(() => pageOf(cursorsAt(KEYS, owner, place), { after: cursor }, 1)).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      argument: 'after',
      message: 'after must be a cursor that this field gave.',
    }),
  );
});

test('a cursor changed in any bit, shortened, lengthened or written another way is none', () => {
  const cursors = cursorsAt(KEYS, OWNER, PLACE);
  const cursor = cursors.seal(['2026-11-23T08:00:00Z', 'one']);
  const bytes = Buffer.from(cursor, 'base64url');
  const forged = Array.from({ length: bytes.byteLength * 8 }, (_, bit) => {
    const copy = Buffer.from(bytes);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return copy.toString('base64url');
  });
  const shortened = Array.from({ length: cursor.length }, (_, length) => cursor.slice(0, length));
  const others = [
    `${cursor}A`,
    `${cursor}=`,
    ` ${cursor}`,
    `${cursor}\n`,
    bytes.toString('base64').concat('='),
    'A'.repeat(5_000),
  ];
  for (const each of [...forged, ...shortened, ...others]) expect(cursors.open(each, 2)).toBeUndefined();
  // One of this list, but of a position that the field no longer has.
  expect(cursors.open(cursor, 3)).toBeUndefined();
});

test('a cursor tells nothing of its position, not even how long its parts are', () => {
  const cursors = cursorsAt(KEYS, OWNER, PLACE);
  const [short, long] = [cursors.seal(['UAX1']), cursors.seal(['UAX123B-LONGER'])];
  expect(short.length).toBe(long.length);
  expect(Buffer.from(long, 'base64url').toString('latin1')).not.toContain('UAX');
});

test('with several secrets the newest seals and all open, and a secret taken away opens nothing', () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)] as const;
  const at = (secrets: readonly [Buffer, ...Buffer[]]) => cursorsAt(cursorKeys(secrets), OWNER, PLACE);
  const before = at([old]).seal(['1']);
  const after = at([fresh, old]).seal(['1']);
  expect(at([fresh, old]).open(before, 1)).toEqual(['1']);
  expect(at([fresh]).open(after, 1)).toEqual(['1']);
  expect(at([fresh]).open(before, 1)).toBeUndefined();
});

test('secrets are read from a file of lines; a file that holds none says what is expected and quotes nothing', () => {
  const path = join(tmpdir(), `cursor-keys-${randomBytes(6).toString('hex')}`);
  const secret = randomBytes(32).toString('base64');
  try {
    writeFileSync(path, `# newest first\n${secret}\n\n${randomBytes(48).toString('base64')}\n`);
    expect(readCursorSecrets(path)).toHaveLength(2);
    for (const text of ['', '# none\n', 'dG9vIHNob3J0\n', `${secret}\n`.repeat(9)]) {
      writeFileSync(path, text);
      expect(() => readCursorSecrets(path)).toThrow(CursorSecretsError);
      expect(() => readCursorSecrets(path)).not.toThrow(/dG9vIHNob3J0/);
    }
  } finally {
    rmSync(path, { force: true });
  }
  expect(() => readCursorSecrets(path)).toThrow(CursorSecretsError);
});
