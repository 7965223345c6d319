import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Entry, genesis, linkOf } from '../../gateway/ledger/chain.ts';
import { actEntry, namesIn } from '../../gateway/ledger/entry.ts';
import type { Finding } from '../../gateway/ledger/finding.ts';
import { verifyLedger } from '../../gateway/ledger/verify.ts';
import { type ProvenLedger, provenLedger } from '../support/ledger-proof.ts';

const NAMES = ['subject-0000000000000a', 'record_00000000000000b', 'sought-00000000000000c'];

function exchange(about: { readonly [kind: string]: readonly string[] }, more: object = {}, time = TIME): Entry {
  const text = JSON.stringify({
    kind: 'exchange',
    id: randomUUID(),
    receivedAt: time,
    ...more,
    names: { key: 'k', ...about },
  });
  return { text, at: Date.parse(time), names: namesIn(text) ?? [] };
}

const TIME = '2026-04-05T06:07:08.010Z';
const [subject = '', record = '', sought = ''] = NAMES;
const many = Array.from({ length: 900 }, (_, at) => `many-${String(at).padStart(17, '0')}`);

/** Entries as hubs write them, and some that nobody would expect. */
const ENTRIES: ReadonlyMap<string, Entry> = new Map([
  ['usual', exchange({ subjects: [subject], records: [record], sought: [sought] })],
  ['nobody named', exchange({ subjects: [], records: [], sought: [] })],
  ['named twice', exchange({ subjects: [subject], records: [record], sought: [subject] })],
  ['first named last', exchange({ subjects: [subject, record], records: [record, subject], sought: [sought, record] })],
  [
    'letters of all the world',
    exchange({ subjects: [subject] }, { note: 'Ünal 𝔄 ,"names":["not-00000000000000000n"]' }),
  ],
  ['escaped after the names', exchange({ subjects: [subject], '"\\': [record] })],
  ['a second without fraction', exchange({ subjects: [subject] }, {}, '2026-04-05T06:07:00.000Z')],
  ['another century', exchange({ subjects: [subject] }, {}, '1969-12-31T23:59:59.999Z')],
  ['a long one', exchange({ subjects: [subject] }, { note: 'x'.repeat(40_000) })],
  ['many names', exchange({ subjects: many })],
  ['the time elsewhere', exchange({ subjects: [subject] }, { before: ',"receivedAt":"x' })],
  ['an act', actEntry({ act: 'LEDGER_READ', by: 'A', about: { what: 'x' }, at: '2026-04-05T06:07:08Z' })],
]);

/** Each of the entries is read for itself: what is out of the ordinary about one is none of the others' business. */
async function written(): Promise<ProvenLedger> {
  const ledger = await provenLedger();
  for (const [name, entry] of ENTRIES) await write(ledger, name, entry);
  return ledger;
}

async function write({ client }: ProvenLedger, writer: string, { text, at, names }: Entry): Promise<void> {
  await client.query('insert into hub_ledger.writer (writer) values ($1)', [writer]);
  await client.query(
    'insert into hub_ledger.entry (writer, sequence, at, text, link, names) values ($1, 1, $2, $3, $4, $5)',
    [writer, new Date(at), text, linkOf(genesis(writer), 1, text), names],
  );
}

async function foundIn({ client, keys }: ProvenLedger): Promise<ReadonlyArray<Omit<Finding, 'says'>>> {
  return (await verifyLedger(client, { keys })).findings.map(({ says: _, ...finding }) => finding);
}

test('entries of every form verify, and each altered one is named, whatever stands around it', async () => {
  await using ledger = await written();
  expect(await foundIn(ledger)).toEqual([]);
  for (const [writer, { text }] of ENTRIES) {
    await ledger.tamper('update hub_ledger.entry set text = $2 where writer = $1', [writer, `${text} `]);
    expect(await foundIn(ledger)).toEqual([{ kind: 'ALTERED', writer, first: 1 }]);
    await ledger.tamper('update hub_ledger.entry set text = $2 where writer = $1', [writer, text]);
  }
});

/** Columns that say other than the text: what PostgreSQL writes alike or takes for the same is among them. */
const OTHERWISE = {
  usual: [
    "names = ('[2:5]=' || names::text)::text[]",
    'names = array[names]',
    'names = names[1:1] || null || names[3:4]',
    'names = names[1:1] || names[3:3] || names[2:2] || names[4:4]',
    'names = names[2:4]',
    'names = names || names[4]',
    "names = '{}'",
    'names[1] = upper(names[1])',
    "names[2] = names[2] || ' '",
    "names = array[array_to_string(names, ',')]",
    "at = at + interval '1 microsecond'",
    "at = at - interval '1 millisecond'",
    "at = at + interval '100 years'",
    "at = at - interval '4000 years'",
    "at = '-infinity'",
  ],
  'named twice': ['names = names[1:2]', 'names = names[1:1] || names[3:3] || names[2:2]'],
  'nobody named': ["names = names || '{more-00000000000000000m}'", "names = names || array['']"],
  'an act': ["at = at + interval '1 second'", "names = names || '{more-00000000000000000m}'"],
  'many names': ['names = names[1:900]', 'names[700] = names[701]'],
} as const;

test('a column that says other than the text is told, by whatever it differs', async () => {
  await using ledger = await written();
  await ledger.tamper('create table hub_ledger.aside as select writer, names, at from hub_ledger.entry');
  for (const [writer, changes] of Object.entries(OTHERWISE)) {
    for (const change of changes) {
      await ledger.tamper(`update hub_ledger.entry set ${change} where writer = $1`, [writer]);
      expect([change, await foundIn(ledger)]).toEqual([change, [{ kind: 'INDEX_DIFFERS', writer, first: 1 }]]);
      await ledger.tamper(
        'update hub_ledger.entry e set names = a.names, at = a.at from hub_ledger.aside a where a.writer = e.writer',
      );
    }
  }
  expect(await foundIn(ledger)).toEqual([]);
});

test('who writes a writer’s name to be part of a question is a writer like others', async () => {
  await using ledger = await provenLedger();
  const writer = `o'\\, 1, 1), (0, 'x`;
  await write(ledger, writer, exchange({ subjects: [subject] }));
  expect(await verifyLedger(ledger.client, { keys: ledger.keys })).toMatchObject({ findings: [], entries: 1 });
});

test('where the database goes away while it is read, that is an error and no verdict', async () => {
  await using ledger = await written();
  const client = new pg.Client({ connectionString: ledger.url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await ledger.client.query('alter table hub_ledger.entry rename column link to link_away');
  await expect(verifyLedger(client, { keys: ledger.keys })).rejects.toThrow('link');
  await ledger.client.query('alter table hub_ledger.entry rename column link_away to link');
  const locked = new pg.Client({ connectionString: ledger.url });
  await locked.connect();
  await locked.query('begin; lock table hub_ledger.entry in access exclusive mode');
  const verdict = verifyLedger(client, { keys: ledger.keys });
  verdict.catch(() => {});
  await ledger.client.query('select pg_sleep(0.2), pg_terminate_backend($1)', [rows[0]?.pid]);
  await locked.end();
  await expect(verdict).rejects.toThrow();
});
