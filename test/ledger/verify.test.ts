import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { genesis, linkOf } from '../../gateway/ledger/chain.ts';
import { exportMissing } from '../../gateway/ledger/checkpointing.ts';
import type { Finding } from '../../gateway/ledger/finding.ts';
import { madeSigningKey, signed, signerOf } from '../../gateway/ledger/signing.ts';
import { type Verified, verifyLedger } from '../../gateway/ledger/verify.ts';
import { Chain, exchangeOf, filledLedger, type ProvenLedger, provenLedger, W } from '../support/ledger-proof.ts';

/** With its checkpoints exported. */
async function filled(): Promise<ProvenLedger & { readonly chain: Chain }> {
  const ledger = await filledLedger();
  await exportMissing(ledger.client, ledger.folder);
  return ledger;
}

function verified(ledger: ProvenLedger, exported?: string): Promise<Verified> {
  return verifyLedger(ledger.client, { keys: ledger.keys, exported });
}

/** What is found, without the sentences. */
async function foundIn(ledger: ProvenLedger, exported?: string): Promise<ReadonlyArray<Omit<Finding, 'says'>>> {
  return (await verified(ledger, exported)).findings.map(({ says: _, ...finding }) => finding);
}

/** Moves entries to other numbers: over numbers that nobody has, since each number is one entry's. */
async function renumber(ledger: ProvenLedger, from: number, by: number): Promise<void> {
  await ledger.tamper(
    'update hub_ledger.entry set sequence = sequence + 1000000 where writer = $1 and sequence >= $2',
    [W, from],
  );
  await ledger.tamper(
    'update hub_ledger.entry set sequence = sequence - 1000000 + $2 where writer = $1 and sequence > 1000000',
    [W, by],
  );
}

async function insert(ledger: ProvenLedger, sequence: number, link: Buffer, writer = W): Promise<void> {
  const { text, at, names } = exchangeOf(sequence);
  await ledger.tamper(
    'insert into hub_ledger.entry (writer, sequence, at, text, link, names) values ($1, $2, $3, $4, $5, $6)',
    [writer, sequence, new Date(at), text, link, names],
  );
}

/** Links a chain anew from an entry on, with another text there. */
async function relink(ledger: ProvenLedger & { readonly chain: Chain }, from: number, to: number): Promise<void> {
  let link = genesis(W);
  for (const [at, written] of ledger.chain.texts.slice(0, to).entries()) {
    const sequence = at + 1;
    const text = sequence === from ? written.replace('"ANSWERED"', '"REFUSED"') : written;
    link = linkOf(link, sequence, text);
    if (sequence < from) continue;
    await ledger.tamper('update hub_ledger.entry set text = $3, link = $4 where writer = $1 and sequence = $2', [
      W,
      sequence,
      text,
      link,
    ]);
  }
}

const SWAP = (columns: string) => `
update hub_ledger.entry e set ${columns} from hub_ledger.entry o
 where e.writer = '${W}' and o.writer = e.writer
   and ((e.sequence = $1 and o.sequence = $2) or (e.sequence = $2 and o.sequence = $1))`;
const ROWS = 'text = o.text, link = o.link, at = o.at, names = o.names';

test('what was written is as it was written, and what is in no segment yet is said', async () => {
  await using ledger = await filled();
  expect(await verified(ledger, ledger.folder)).toEqual({
    findings: [],
    more: 0,
    entries: 1_550,
    open: 50,
    segments: 3,
    purged: { segments: 0, entries: 0, until: undefined },
    exported: 3,
  });
});

test('one bit among a hundred thousand entries is found, and nothing else', async () => {
  await using ledger = await provenLedger();
  const [one, other] = [new Chain(W), new Chain('hub-2/b')];
  for (let segment = 0; segment < 5; segment++) {
    await ledger.write(one, 12_000);
    await ledger.write(other, 8_000);
    await ledger.close();
  }
  const said: number[] = [];
  await verifyLedger(ledger.client, { keys: ledger.keys, onProgress: (done) => said.push(done) });
  expect(said.length).toBeGreaterThan(1);
  await ledger.tamper(
    "update hub_ledger.entry set text = overlay(text placing '6' from 700) where writer = $1 and sequence = 34303",
    [W],
  );
  expect(one.texts[34_302]?.charAt(699)).not.toBe('6');
  expect(await foundIn(ledger)).toEqual([{ kind: 'ALTERED', writer: W, first: 34_303 }]);
}, 240_000);

test('a changed link, and changed texts side by side, are ALTERED', async () => {
  await using ledger = await filled();
  await ledger.tamper("update hub_ledger.entry set link = sha256('x') where writer = $1 and sequence = 450", [W]);
  await ledger.tamper(
    "update hub_ledger.entry set text = text || ' ' where writer = $1 and sequence in (700, 701, 920)",
    [W],
  );
  expect(await foundIn(ledger)).toEqual([
    { kind: 'ALTERED', writer: W, first: 450 },
    { kind: 'ALTERED', writer: W, first: 700, last: 701 },
    { kind: 'ALTERED', writer: W, first: 920 },
  ]);
});

test('a text with a line break in it does not hide what else is wrong', async () => {
  await using ledger = await filled();
  await ledger.tamper(
    "update hub_ledger.entry set text = replace(text, 'officer', chr(10)) where writer = $1 and sequence = 450",
    [W],
  );
  await ledger.tamper('delete from hub_ledger.entry where writer = $1 and sequence = 452', [W]);
  expect(await foundIn(ledger)).toEqual([
    { kind: 'ALTERED', writer: W, first: 450 },
    { kind: 'MISSING', writer: W, first: 452, last: 452 },
  ]);
});

test('removed entries are MISSING, whether those after them were renumbered or not', async () => {
  await using ledger = await filled();
  await ledger.tamper('delete from hub_ledger.entry where writer = $1 and sequence between 310 and 312', [W]);
  await ledger.tamper('delete from hub_ledger.entry where writer = $1 and sequence = 930', [W]);
  expect(await foundIn(ledger)).toEqual([
    { kind: 'MISSING', writer: W, first: 310, last: 312 },
    { kind: 'MISSING', writer: W, first: 930, last: 930 },
  ]);
  await using renumbered = await filled();
  await renumbered.tamper('delete from hub_ledger.entry where writer = $1 and sequence between 310 and 311', [W]);
  await renumber(renumbered, 312, -2);
  expect(await foundIn(renumbered)).toEqual([{ kind: 'MISSING', writer: W, first: 310, last: 311 }]);
});

test('a chain that is cut before a checkpoint is MISSING its end', async () => {
  await using ledger = await filled();
  await ledger.tamper('delete from hub_ledger.entry where writer = $1 and sequence > 850', [W]);
  expect(await foundIn(ledger)).toEqual([{ kind: 'MISSING', writer: W, first: 851, last: 900 }]);
  await ledger.tamper('delete from hub_ledger.entry where sequence > $1', [400]);
  // All of the last segment is gone while those before it are there: it was not purged.
  const found = await foundIn(ledger);
  expect(found.map(({ kind, first, last }) => [kind, first, last])).toEqual([
    ['MISSING', 401, 900],
    ['MISSING', 401, 600],
  ]);
});

test('two entries in each other’s place are REORDERED, side by side or far from one another, texts or whole rows', async () => {
  await using ledger = await filled();
  await ledger.tamper(SWAP(ROWS), [100, 101]);
  await ledger.tamper(SWAP('text = o.text, at = o.at, names = o.names'), [200, 201]);
  await ledger.tamper(SWAP(ROWS), [410, 590]);
  await ledger.tamper(SWAP('text = o.text, at = o.at, names = o.names'), [700, 800]);
  expect(await foundIn(ledger)).toEqual([
    { kind: 'REORDERED', writer: W, first: 100, last: 101 },
    { kind: 'REORDERED', writer: W, first: 200, last: 201 },
    { kind: 'REORDERED', writer: W, first: 410, last: 590 },
    { kind: 'REORDERED', writer: W, first: 700, last: 800 },
  ]);
});

test('an entry that was pushed in is INSERTED, linked or not, and what comes after it is not blamed', async () => {
  await using ledger = await filled();
  await renumber(ledger, 400, 1);
  await insert(ledger, 400, Buffer.alloc(32, 7));
  await renumber(ledger, 700, 1);
  const { rows } = await ledger.client.query<{ link: Buffer }>(
    'select link from hub_ledger.entry where writer = $1 and sequence = 699',
    [W],
  );
  await insert(ledger, 700, linkOf(rows[0]?.link ?? Buffer.alloc(32), 699, exchangeOf(700).text));
  const found = await foundIn(ledger);
  expect(found).toEqual([
    { kind: 'INSERTED', writer: W, first: 400 },
    { kind: 'INSERTED', writer: W, first: 700 },
  ]);
});

test('a chain that was linked anew is REPLACED, from the segment in which it begins', async () => {
  await using ledger = await filled();
  await relink(ledger, 450, 950);
  expect(await foundIn(ledger)).toEqual([{ kind: 'REPLACED', writer: W, first: 301, last: 900, segment: 2 }]);
  await using once = await filled();
  await relink(once, 600, 600);
  expect(await foundIn(once)).toEqual([{ kind: 'REPLACED', writer: W, first: 301, last: 600, segment: 2 }]);
});

test('a checkpoint that another key signed, or nobody, is FORGED; the exported one tells the two apart', async () => {
  await using ledger = await filled();
  const stranger = signerOf({ signing: [madeSigningKey().signing] });
  await relink(ledger, 450, 950);
  const { rows } = await ledger.client.query<{ text: string }>(
    'select text from hub_ledger.checkpoint where segment = 2',
  );
  const { rows: links } = await ledger.client.query<{ link: string }>(
    "select encode(link, 'hex') as link from hub_ledger.entry where writer = $1 and sequence = 600",
    [W],
  );
  const text = JSON.stringify({ ...JSON.parse(rows[0]?.text ?? ''), writers: [] }).replace('[]', JSON.stringify(links));
  await ledger.tamper('update hub_ledger.checkpoint set text = $1, signature = $2 where segment = 2', [
    text,
    signed(text, stranger),
  ]);
  expect(await foundIn(ledger)).toEqual([
    { kind: 'FORGED', segment: 2 },
    { kind: 'REPLACED', writer: W, first: 600, last: 900, segment: 3 },
  ]);
  expect(await foundIn(ledger, ledger.folder)).toEqual([
    { kind: 'EXPORTED_DIFFERS', segment: 2 },
    { kind: 'FORGED', segment: 2 },
    { kind: 'REPLACED', writer: W, first: 301, last: 900, segment: 2 },
  ]);
  await ledger.tamper('update hub_ledger.checkpoint set key = $1 where segment = 3', ['another']);
  expect((await verified(ledger)).findings.map(({ kind, segment }) => [kind, segment])).toContainEqual(['FORGED', 3]);
});

test('a checkpoint that is not there is missed, at the end too where it was exported', async () => {
  await using ledger = await filled();
  await ledger.tamper('delete from hub_ledger.checkpoint where segment = 2');
  expect(await foundIn(ledger)).toEqual([{ kind: 'CHECKPOINT_MISSING', segment: 2 }]);
  await ledger.tamper('delete from hub_ledger.checkpoint where segment = 3');
  expect(await foundIn(ledger)).toEqual([]);
  await ledger.tamper('delete from hub_ledger.entry where sequence > $1', [590]);
  expect(await foundIn(ledger, ledger.folder)).toEqual([
    { kind: 'CHECKPOINT_MISSING', segment: 2 },
    { kind: 'MISSING', writer: W, first: 591, last: 900 },
    { kind: 'MISSING', writer: 'hub-2/b', first: 591, last: 600 },
  ]);
});

test('an exported checkpoint that says something else is told', async () => {
  await using ledger = await filled();
  writeFileSync(join(ledger.folder, 'checkpoint-000000000003.json'), 'not what it was');
  expect(await foundIn(ledger, ledger.folder)).toEqual([{ kind: 'EXPORTED_DIFFERS', segment: 3 }]);
  await expect(exportMissing(ledger.client, ledger.folder)).rejects.toMatchObject({ code: 'EXPORTED_DIFFERS' });
});

test('an index that says something else than the texts is told, name or time', async () => {
  await using ledger = await filled();
  const set = (column: string, sequence: number) =>
    ledger.tamper(`update hub_ledger.entry set ${column} where writer = $1 and sequence = $2`, [W, sequence]);
  await set("names[2] = 's000000000000000000009'", 5);
  await set('names = names[1:3]', 6);
  await set("names = names || '{more}'", 7);
  await set("names = array[names[1], names[2] || ',' || names[3], names[4]]", 8);
  await set("at = at + interval '1 microsecond'", 20);
  await set("at = 'infinity'", 930);
  expect(await foundIn(ledger)).toEqual([
    { kind: 'INDEX_DIFFERS', writer: W, first: 5, last: 8 },
    { kind: 'INDEX_DIFFERS', writer: W, first: 20 },
    { kind: 'INDEX_DIFFERS', writer: W, first: 930 },
  ]);
});

test('entries of a writer that nobody registered are told', async () => {
  await using ledger = await filled();
  const { text } = exchangeOf(1);
  await insert(ledger, 1, linkOf(genesis('stranger'), 1, text), 'stranger');
  const found = await foundIn(ledger);
  expect(found.at(-1)).toEqual({ kind: 'UNKNOWN_WRITER', writer: 'stranger', first: 1, last: 1 });
});
