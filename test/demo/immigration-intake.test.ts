import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { flightMessages } from '../../demo/generator/immigration-flights.ts';
import { type IntakeOutcome, intakePassengerLists } from '../../demo/immigration/intake.ts';
import { prepareImmigration } from '../../demo/immigration/tables.ts';
import { WARNING_CODES } from '../../demo/immigration/warnings.ts';
import { intakeFiles } from '../../demo/intake.ts';
import { freshDatabase } from '../support/database.ts';

const FROM = Date.parse('2026-11-23T08:00:00+03:00');

/** The immigration system's database alone, and a way to give it messages. */
async function startSystem() {
  const database = await freshDatabase();
  await prepareImmigration(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => {});
  return {
    pool,
    async take(...texts: ReadonlyArray<string | Uint8Array>): Promise<IntakeOutcome[]> {
      const messages = texts.map((text, at) => ({ name: `${at}.edi`, bytes: Buffer.from(text) }));
      const outcomes: IntakeOutcome[] = [];
      for await (const outcome of intakePassengerLists(pool, messages)) outcomes.push(outcome);
      return outcomes;
    },
    async rows(query: string): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> {
      return (await pool.query(query)).rows;
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

function list(prepared: string, arrival: string, ...more: readonly string[]): string {
  const segments = [
    `UNB+UNOA:4+Q9AIR+UGAIMM+${prepared}+7`,
    'UNH+M1+PAXLST:D:12B:UN:IATA',
    'BGM+745',
    'NAD+MS+++Q9 OPERATIONS',
    'COM+256 700 000000:TE',
    'TDT+20+Q9412',
    'LOC+125+NBO',
    'DTM+189:2611231200:201',
    'LOC+87+EBB',
    `DTM+232:${arrival}:201`,
    'NAD+FL+++ABEDORO:DAUDI:PETERI',
    'ATT+2++M',
    'DTM+329:720907',
    ...more,
    'NAT+2+UTO',
    'RFF+AVF:Q90001',
    'DOC+P:110:111+X 103-84417',
    'DTM+36:310101',
    'LOC+91+UTO',
    'CNT+42:1',
    `UNT+${19 + more.length}+M1`,
    'UNZ+1+7',
  ];
  return `UNA:+.? '${segments.join("'")}'`;
}

test('a list becomes a flight, its people and their documents', async () => {
  await using system = await startSystem();
  const [outcome] = await system.take(list('261123:0800', '2611231300'));
  expect(outcome).toMatchObject({ kind: 'loaded', message: 'PAXLST', counts: { legs: 1, records: 1, documents: 1 } });
  expect(outcome?.kind === 'loaded' && outcome.warnings).toEqual([{ code: 'SEGMENT_DROPPED', place: 'COM[5]' }]);
  expect(await system.rows('select id, post, arrival_date_time from movement')).toEqual([
    { id: 'UGEBB:IN:4:Q9412:2026-11-23', post: 'UGEBB', arrival_date_time: '2026-11-23T13:00:00+03:00' },
  ]);
  expect(await system.rows('select surname, given_names, sex, birth_date::text, nationality from api_record')).toEqual([
    { surname: 'ABEDORO', given_names: 'DAUDI PETERI', sex: 'M', birth_date: '1972-09-07', nationality: 'UTO' },
  ]);
  expect(
    await system.rows('select document_number, issuing_state, expiry_date::text, traveller_id from travel_document'),
  ).toEqual([{ document_number: 'X10384417', issuing_state: 'UTO', expiry_date: '2031-01-01', traveller_id: null }]);
});

test('the same message twice changes nothing; the newest by its making says when a flight is due', async () => {
  await using system = await startSystem();
  const [newer, older] = [list('261123:0900', '2611231330'), list('261123:0800', '2611231300')];
  const outcomes = await system.take(newer, older, newer);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['loaded', 'loaded', 'unchanged']);
  expect(await system.rows('select arrival_date_time from movement')).toEqual([
    { arrival_date_time: '2026-11-23T13:30:00+03:00' },
  ]);
  expect(await system.rows('select count(*)::integer as n from message')).toEqual([{ n: 2 }]);
  expect(await system.rows('select count(*)::integer as n from travel_document')).toEqual([{ n: 1 }]);
});

const SPECIAL = ['VEGETARIAN', 'KOSHER', 'VGML', 'WCHR', 'DIABETIC', '700 000000'];
const PNRGOV = [
  'UNB+IATA:1+Q9+UG+261123:0800+9',
  'UNH+1+PNRGOV:11:1:IA',
  'SRC',
  'RCI+Q9:ABC123',
  'SSR+VGML:HK:1:Q9:::::VEGETARIAN',
  'SSR+WCHR:HK:1:Q9',
  'SSR+DOCS:HK:1:Q9:::::/P/UTO/X10384417/UTO/07SEP72/M',
  'IFT+4:28+DIABETIC PASSENGER, KOSHER',
  'UNT+8+1',
  'UNZ+1+9',
].join("'");

test('no stored byte holds free text, meals, medical codes, telephones, religion or origin', async () => {
  await using system = await startSystem();
  const careless = list(
    '261123:0800',
    '2611231300',
    'FTX+ZZZ+++VEGETARIAN, DIABETIC',
    'ATT+5++KOSHER',
    'SSR+WCHR:HK:1',
  );
  const unread = `UNB+UNOA:4+A+B+261123:0800+1'FTX+AAA+++KOSHER'UNH+1+INVOIC:D:96A'FTX+AAA+++VEGETARIAN'UNT+3+1'UNZ+1+1'`;
  const outcomes = await system.take(careless, PNRGOV, unread, "UNB+UNOA:4'FTX+VEGETARIAN\u0000'");
  expect(outcomes.map(({ kind }) => kind)).toEqual(['loaded', 'loaded', 'putAside', 'putAside']);
  const tables = await system.rows(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  for (const { name } of tables) {
    const rows = await system.rows(`select t.*, to_jsonb(t)::text as row from ${String(name)} as t`);
    const stored = rows.map((row) =>
      Object.values(row)
        .map((each) => (Buffer.isBuffer(each) ? each.toString('latin1') : String(each)))
        .join(' '),
    );
    for (const word of SPECIAL) expect(stored.filter((text) => text.includes(word))).toEqual([]);
  }
  const [kept] = await system.rows("select bytes, sha256 from message where kind = 'PNRGOV'");
  expect(String(kept?.['bytes'])).toContain('SSR+DOCS');
  expect(kept?.['sha256']).toEqual(createHash('sha256').update(PNRGOV).digest());
});

test('defects of the field are warnings with their place, and nothing is lost by them', async () => {
  await using system = await startSystem();
  const bytes = [...flightMessages(FROM)].map((message) => message.bytes);
  const [clean, careless] = await system.take(...bytes);
  expect(clean).toMatchObject({ kind: 'loaded', counts: { records: 18, documents: 18 }, warnings: [] });
  expect(careless).toMatchObject({ kind: 'loaded', counts: { records: 12, documents: 12 } });
  const codes = careless?.kind === 'loaded' ? careless.warnings.map(({ code }) => code) : [];
  expect(new Set(codes)).toEqual(
    new Set([
      'BLANK_IN_TAG',
      'SEGMENT_DROPPED',
      'CHARACTER_REPERTOIRE',
      'UNT_COUNT',
      'MISSING_UNE',
      'MISSING_UNZ',
      'CNT_DIFFERS',
    ]),
  );
  expect(await system.rows('select count(*)::integer as n from message_warning')).toEqual([{ n: codes.length }]);
});

test('several messages, a missing end and a value no column takes: the file is kept whole or put aside whole', async () => {
  await using system = await startSystem();
  const cut = list('261123:0800', '2611231300').replace(/'UNT.*$/, '');
  const two = `${cut}'UNH+M2+PAXLST:D:12B'TDT+20+Q9412'NAD+FM+++RUTI'NAD+FL+++SARAI:X'DTM+329:991332'DOC+P'`;
  const [outcome] = await system.take(two);
  expect(outcome).toMatchObject({ kind: 'loaded', counts: { records: 3 } });
  expect(outcome?.kind === 'loaded' && outcome.warnings.map(({ code, place }) => `${code} ${place}`)).toEqual([
    'SEGMENT_DROPPED COM[5]',
    'MISSING_UNT UNH[2]',
    'MISSING_UNT UNH[20]',
    'MISSING_UNZ ',
    'BAD_DATE_TIME DTM[24]',
    'DOCUMENT_INCOMPLETE DOC[25]',
  ]);
});

/** Real messages: people, documents and warnings of each, as docs/connect-an-existing-system.md says. */
const FILES = new URL('../../../shared/data/paxlst/', import.meta.url);
const REAL: Readonly<Record<string, object>> = {
  'airline2.edi': {
    counts: { legs: 1, records: 10, documents: 10 },
    warnings: [
      { code: 'BLANK_IN_TAG', place: 'UNG[2]' },
      { code: 'SEGMENT_DROPPED', place: 'COM[6]' },
      { code: 'UNT_COUNT', place: 'UNT[113]' },
      { code: 'UNT_REFERENCE', place: 'UNT[113]' },
      { code: 'CNT_DIFFERS', place: 'CNT[112]' },
    ],
  },
  'apisMessage.txt': {
    counts: { legs: 2, records: 2, documents: 0 },
    warnings: [{ code: 'SEGMENT_DROPPED', place: 'COM[7]' }],
  },
};

(existsSync(FILES) ? test : test.skip)(
  'every real list loads with the people, documents and warnings of the table',
  async () => {
    await using system = await startSystem();
    const names = readdirSync(FILES).filter((name) => !name.startsWith('LICENSE'));
    expect(names.sort()).toEqual(Object.keys(REAL).sort());
    for (const name of names) {
      const [outcome] = await system.take(readFileSync(new URL(name, FILES)));
      expect(outcome).toMatchObject({ kind: 'loaded', message: 'PAXLST', ...REAL[name] });
    }
  },
);

const PAGE = readFileSync(new URL('../../docs/connect-an-existing-system.md', import.meta.url), 'utf8');

test.each(Object.entries(WARNING_CODES))('the page says what %s means', (code, meaning) => {
  expect(PAGE).toContain(`| \`${code}\` | ${meaning} |`);
});

test('hub intake recognises a list by what it holds and names a query that shows it', async () => {
  await using database = await freshDatabase();
  await prepareImmigration(database.url);
  const folder = mkdtempSync(join(tmpdir(), 'hub-lists-'));
  try {
    const path = join(folder, 'list.dat');
    writeFileSync(path, `  ${list('261123:0800', '2611231300')}`);
    const open = async () => ({
      databaseUrl: { customs: '', police: '', sps: '', immigration: database.url },
      [Symbol.asyncDispose]: async () => {},
    });
    const reports = intakeFiles([path], open);
    expect((await reports.next()).value).toEqual({
      isTaken: true,
      lines: [
        `${path}: PAXLST, flight Q9412 of 2026-11-23, 1 record(s), 1 document(s), 1 warning(s)`,
        `  SEGMENT_DROPPED at COM[5]: ${WARNING_CODES.SEGMENT_DROPPED}`,
      ],
      queries: ['{ apiRecords(flight: "Q9412", date: "2026-11-23") { totalCount edges { node { surname } } } }'],
    });
    expect(await reports.next()).toMatchObject({ done: true, value: { isComplete: true } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
