import { randomBytes } from 'node:crypto';
import { intakeWcoMessages, recordRiskResults } from '../../demo/customs/intake.ts';
import { prepareCustoms } from '../../demo/customs/tables.ts';
import { declarationMessage, messageOf, notificationMessage, truck } from './customs-messages.ts';
import { type CustomsSystem, customsSystem, messagesIn, SAMPLES } from './customs-system.ts';

/** Rows of every table, by table. */
async function counts({ pool }: CustomsSystem): Promise<Record<string, number>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
  );
  const counted: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ count: string }>(`select count(*) from ${name}`);
    counted[name] = Number(rows[0]?.count);
  }
  return counted;
}

const total = (rows: Readonly<Record<string, number>>) => Object.values(rows).reduce((sum, each) => sum + each, 0);

const item = '<GovernmentAgencyGoodsItem><Packaging><TypeCode>BX</TypeCode></Packaging></GovernmentAgencyGoodsItem>';
const numbered = (count: number, prefix = 'LRN') =>
  Array.from({ length: count }, (_, at) => declarationMessage({ lrn: `${prefix}-${at}`, shipment: item }));

describe('the same bytes', () => {
  it('taken in twice change nothing the second time', async () => {
    await using system = await customsSystem();
    const messages = messagesIn(SAMPLES);
    const first = await system.load(messages);
    const before = await counts(system);
    const second = await system.load([...messages].reverse());
    expect(first.map(({ kind }) => kind)).toEqual(messages.map(() => 'loaded'));
    expect(second.map(({ kind }) => kind)).toEqual(messages.map(() => 'unchanged'));
    expect(await counts(system)).toEqual(before);
  });

  it('twice in one batch are loaded once', async () => {
    await using system = await customsSystem();
    const message = declarationMessage({});
    expect((await system.load([message, message])).map(({ kind }) => kind)).toEqual(['loaded', 'unchanged']);
  });

  it('taken in by two at once are loaded once', async () => {
    await using system = await customsSystem();
    const messages = numbered(60);
    const both = await Promise.all([system.load(messages), system.load([...messages].reverse())]);
    const kinds = both.flat().map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'loaded')).toHaveLength(60);
    expect(kinds.filter((kind) => kind === 'unchanged')).toHaveLength(60);
    expect(await counts(system)).toMatchObject({ message: 60, declaration: 60, packaging: 60 });
  });
});

describe('nothing is half-loaded', () => {
  /** The database refuses the row of one table that a condition names. */
  const refuse = ({ pool }: CustomsSystem, table: string, condition: string) =>
    pool.query(`create function refuse() returns trigger language plpgsql as $$
      begin if ${condition} then raise exception 'refused'; end if; return new; end $$;
      create trigger refuse before insert on ${table} for each row execute function refuse()`);

  it.each([
    ['packaging', "new.type_code = 'XX'"],
    ['goods_shipment', "new.transaction_nature_code = '99'"],
    ['message_warning', "new.code = 'UNKNOWN_ELEMENT'"],
    ['declaration', "new.functional_reference_id = 'LRN-bad'"],
    ['movement', 'true'],
    ['message', "new.name = 'bad'"],
  ])('where the database refuses a row of %s, that message alone is put aside', async (table, condition) => {
    await using system = await customsSystem();
    await refuse(system, table, condition);
    const shipment = `<TransactionNatureCode>99</TransactionNatureCode>${item.replace('BX', 'XX')}`;
    const means = truck('UAX 1', '20261123081500+03');
    const bad = declarationMessage({ lrn: 'LRN-bad', more: '<Unknown/>', means, shipment });
    const outcomes = await system.load([...numbered(4), { ...bad, name: 'bad' }, ...numbered(4, 'MORE')]);
    expect(outcomes.map(({ kind }) => kind === 'loaded')).toEqual(outcomes.map((_, at) => at !== 4));
    expect(outcomes[4]).toEqual({ kind: 'putAside', name: 'bad', reason: 'STORE_REFUSED' });
    expect(await counts(system)).toMatchObject({
      message: 8,
      declaration: 8,
      declaration_version: 8,
      goods_shipment: 8,
      packaging: 8,
      border_transport_means: 0,
      movement: 0,
      message_put_aside: 1,
      message_warning: 0,
    });
  });

  it('where the database goes away in the middle the rest is an error, and a second run completes it', async () => {
    await using system = await customsSystem();
    const messages = numbered(50);
    await refuse(system, 'packaging', 'pg_terminate_backend(pg_backend_pid())');
    await expect(system.load(messages)).rejects.toThrow();
    expect(total(await counts(system))).toBe(0);
    await system.pool.query('drop trigger refuse on packaging');
    expect(new Set((await system.load(messages)).map(({ kind }) => kind))).toEqual(new Set(['loaded']));
  });

  it('a consumer that stops early leaves whole messages only', async () => {
    await using system = await customsSystem();
    for await (const outcome of intakeWcoMessages(system.pool, numbered(30), { batchSize: 10 })) {
      expect(outcome.kind).toBe('loaded');
      break;
    }
    const { message, declaration_version, packaging } = await counts(system);
    expect([declaration_version, packaging]).toEqual([message, message]);
  });
});

describe('a message that cannot be read', () => {
  it('is put aside whole, once, with its reason and place', async () => {
    await using system = await customsSystem();
    const bytes = Buffer.from('<Declaration>\n<!DOCTYPE x>');
    const outcomes = await system.load([
      { name: 'bad.xml', bytes },
      { name: 'again.xml', bytes },
      declarationMessage({}),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['putAside', 'putAside', 'loaded']);
    const { rows } = await system.pool.query('select name, reason, place, bytes from message_put_aside');
    expect(rows).toEqual([{ name: 'bad.xml', reason: 'DOCTYPE_REFUSED', place: 'line 2', bytes }]);
  });

  it('is kept by size and hash alone where it is too large', async () => {
    await using system = await customsSystem();
    const message = messageOf(' '.repeat(2_000));
    for await (const outcome of intakeWcoMessages(system.pool, [message], { maxBytes: 1_000 })) {
      expect(outcome).toMatchObject({ kind: 'putAside', reason: 'TOO_LARGE' });
    }
    const { rows } = await system.pool.query('select size_bytes, bytes from message_put_aside');
    expect(rows).toEqual([{ size_bytes: '2000', bytes: null }]);
  });

  it('is no longer put aside once it could be taken in', async () => {
    await using system = await customsSystem();
    const message = declarationMessage({});
    for await (const _ of intakeWcoMessages(system.pool, [message], { maxBytes: 10 }));
    expect(await counts(system)).toMatchObject({ message: 0, message_put_aside: 1 });
    await system.load([message]);
    expect(await counts(system)).toMatchObject({ message: 1, message_put_aside: 0 });
  });
});

describe('what was taken in', () => {
  it('is kept as it came, byte for byte, with its hash', async () => {
    await using system = await customsSystem();
    const messages = messagesIn(SAMPLES);
    await system.load(messages);
    const { rows } = await system.pool.query(
      'select name, bytes, sha256 = sha256(bytes) as is_its_hash from message order by name',
    );
    expect(rows).toEqual(messages.map(({ name, bytes }) => ({ name, bytes, is_its_hash: true })));
  });

  it('comes in the order of the messages, across batches and whatever became of each', async () => {
    await using system = await customsSystem();
    const messages = Array.from({ length: 25 }, (_, at) =>
      at % 7 === 3
        ? messageOf(randomBytes(20).toString('base64'), `m${at}`)
        : { ...declarationMessage({ lrn: `L${at}` }), name: `m${at}` },
    );
    const names: string[] = [];
    for await (const { name } of intakeWcoMessages(system.pool, messages, { batchSize: 4 })) names.push(name);
    expect(names).toEqual(messages.map(({ name }) => name));
  });

  it('may come from a source that is itself asynchronous', async () => {
    await using system = await customsSystem();
    async function* source() {
      yield declarationMessage({ lrn: 'A' });
      yield notificationMessage({ functionCode: '01', lrn: 'A', mrn: 'M', issued: '20261123000000Z' });
    }
    const kinds: string[] = [];
    for await (const { kind } of intakeWcoMessages(system.pool, source())) kinds.push(kind);
    expect(kinds).toEqual(['loaded', 'loaded']);
  });
});

describe('the tables', () => {
  it('can be made twice, and by two at once, and what is in them stays', async () => {
    await using system = await customsSystem();
    await system.load([declarationMessage({ means: truck('UAX 1', '20261123081500+03') })]);
    const before = await counts(system);
    await Promise.all([prepareCustoms(system.url), prepareCustoms(system.url), prepareCustoms(system.url)]);
    expect(await counts(system)).toEqual(before);
  });
});

it('records a risk result once', async () => {
  await using system = await customsSystem();
  const result = { movementId: 'M', band: 'RED', score: 91, ruleId: 'R7', assessedAt: '2026-11-23T05:00:00Z' } as const;
  await recordRiskResults(system.pool, [result, result]);
  await recordRiskResults(system.pool, [result, { ...result, ruleId: 'R8' }]);
  expect(await counts(system)).toMatchObject({ risk_result: 2 });
});
