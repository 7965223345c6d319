import type { Finding } from '../../gateway/ledger/finding.ts';
import { verifyLedger } from '../../gateway/ledger/verify.ts';
import { filledLedger, type ProvenLedger, W } from '../support/ledger-proof.ts';

async function foundIn({ client, keys }: ProvenLedger): Promise<ReadonlyArray<Omit<Finding, 'says'>>> {
  return (await verifyLedger(client, { keys })).findings.map(({ says: _, ...finding }) => finding);
}

const NULLABLE = ['text', 'names', 'at', 'link'].map((column) => `alter ${column} drop not null`).join(', ');
const NO_KEY = 'alter table hub_ledger.entry drop constraint entry_pkey';
const NO_NUMBER = 'alter table hub_ledger.entry drop constraint entry_sequence_check';
const COPY = (number: string, text = 'text') =>
  `insert into hub_ledger.entry select writer, ${number}, at, ${text}, link, names from hub_ledger.entry where sequence = 20`;

/** What whoever owns the table can make of a row, and the first entry that is to be named for it. */
const ROWS: ReadonlyArray<
  readonly [what: string, kind: Finding['kind'], first: number, statements: readonly string[]]
> = [
  [
    'a row shorter than any entry',
    'ALTERED',
    5,
    [
      'alter table hub_ledger.entry drop constraint entry_link_check',
      `update hub_ledger.entry set link = '', names = '{}', text = '' where sequence = 5`,
    ],
  ],
  [
    'no link',
    'ALTERED',
    5,
    [`alter table hub_ledger.entry ${NULLABLE}`, 'update hub_ledger.entry set link = null where sequence = 5'],
  ],
  [
    'no text',
    'ALTERED',
    5,
    [`alter table hub_ledger.entry ${NULLABLE}`, 'update hub_ledger.entry set text = null where sequence = 5'],
  ],
  [
    'nothing at all',
    'ALTERED',
    5,
    [
      `alter table hub_ledger.entry ${NULLABLE}`,
      'update hub_ledger.entry set text = null, names = null, at = null, link = null where sequence = 5',
    ],
  ],
  ['the same entry twice', 'INSERTED', 20, [NO_KEY, COPY('20')]],
  ['another of the same number', 'INSERTED', 20, [NO_KEY, COPY('20', `text || ' '`)]],
  ['a number below the first', 'INSERTED', -7, [NO_NUMBER, COPY('-7')]],
];

test.each(ROWS)('%s: the first entry that is not as it was written is named', async (_what, kind, first, made) => {
  await using ledger = await filledLedger();
  for (const statement of made) await ledger.tamper(statement);
  const found = await foundIn(ledger);
  expect(found).toContainEqual(expect.objectContaining({ kind, writer: W, first }));
  expect(found.some((finding) => (finding.first ?? first) < first)).toBe(false);
});

test('whoever may add entries adds one at a number far away: it is told as soon as ever', async () => {
  await using ledger = await filledLedger();
  const { rows } = await ledger.client.query<{ last: number }>(
    'select max(sequence)::int as last from hub_ledger.entry where writer = $1',
    [W],
  );
  const last = rows[0]?.last ?? 0;
  await ledger.tamper(COPY('4000000000000000'));
  expect(await foundIn(ledger)).toContainEqual({
    ...{ kind: 'MISSING', writer: W, first: last + 1, last: 3_999_999_999_999_999 },
  });
  await ledger.tamper(COPY('9223372036854775807'));
  expect(await foundIn(ledger)).toContainEqual(
    expect.objectContaining({ kind: 'INSERTED', writer: W, first: Number(9_223_372_036_854_775_807n) }),
  );
}, 20_000);
