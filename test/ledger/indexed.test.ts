import fc from 'fast-check';
import { actEntry, namesIn } from '../../gateway/ledger/entry.ts';
import { isIndexed, nameArrayIn, timestampIn } from '../../gateway/ledger/indexed.ts';

const name = fc
  .base64String({ minLength: 24, maxLength: 24 })
  .map((text) => text.replace(/[^A-Za-z0-9]/g, '_').slice(0, 22));
const time = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
const entry = fc
  .record({ id: fc.uuid(), time, subjects: fc.array(name, { maxLength: 4 }), said: fc.string() })
  .map(({ id, time: at, subjects, said }) =>
    JSON.stringify({
      kind: 'exchange',
      id,
      receivedAt: at.toISOString(),
      said,
      names: { key: 'k1', subjects, sought: [] },
    }),
  );

test('the columns that the store fills are what the texts say', () => {
  fc.assert(
    fc.property(entry, (text) => {
      const [names, at] = [nameArrayIn(text) ?? '', timestampIn(text) ?? ''];
      expect(names).toBe(`{${namesIn(text)?.join(',')}}`);
      expect(isIndexed(text, names, at)).toBe('YES');
    }),
  );
});

test('no other column is taken for what a text says', () => {
  fc.assert(
    fc.property(entry, fc.nat(), fc.constantFrom('', 'x', ',', '"', '0', '}'), (text, where, put) => {
      const [names, at] = [nameArrayIn(text) ?? '', timestampIn(text) ?? ''];
      const changed = (column: string) => {
        const place = where % column.length;
        return column.slice(0, place) + put + column.slice(place + 1);
      };
      const [others, other] = [changed(names), changed(at)];
      if (others !== names) expect(isIndexed(text, others, at)).toBe('NAMES_DIFFER');
      if (other !== at) expect(isIndexed(text, names, other)).toBe('AT_DIFFERS');
    }),
    { numRuns: 1_000 },
  );
});

test('times of acts, and those that are written in another way, are read as well', () => {
  const said = { act: 'LEDGER_READ', by: 'A', about: { what: ',"at":"x' } } as const;
  const texts = ['2026-04-05T06:07:08.010Z', '2026-04-05T06:07:08Z', '2026-04-05T08:07:08.5+02:00'].map(
    (at) => actEntry({ ...said, at }).text,
  );
  expect(texts.map(timestampIn)).toEqual([
    '2026-04-05 06:07:08.01+00',
    '2026-04-05 06:07:08+00',
    '2026-04-05 06:07:08.5+00',
  ]);
  expect(timestampIn(actEntry({ ...said, at: 'yesterday' }).text)).toBeUndefined();
  expect(timestampIn('no entry')).toBeUndefined();
  expect(nameArrayIn('no entry')).toBeUndefined();
});
