import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { archiveSegments } from '../../gateway/ledger/archive.ts';
import { verifyArchives } from '../../gateway/ledger/archive-check.ts';
import { checkProof, type Proof, proofOf } from '../../gateway/ledger/proof.ts';
import { purge, purgeable } from '../../gateway/ledger/purge.ts';
import { madeSigningKey, verificationKeysOf } from '../../gateway/ledger/signing.ts';
import { verifyLedger } from '../../gateway/ledger/verify.ts';
import { filledLedger, W } from '../support/ledger-proof.ts';

const LATER = new Date(Date.now() + 86_400_000);

const timeOf = (text: string | undefined): Date => new Date(JSON.parse(text ?? '').receivedAt);

test('an entry is proven by its id or its place, and the proof is checked without the ledger', async () => {
  await using ledger = await filledLedger();
  for (const sequence of [1, 2, 300, 301, 555, 900]) {
    const text = ledger.chain.texts[sequence - 1] ?? '';
    const answer = await proofOf(ledger.client, { writer: W, sequence });
    expect(await proofOf(ledger.client, JSON.parse(text).id)).toEqual(answer);
    if (answer.kind !== 'PROVEN') throw new Error(answer.kind);
    const proof: unknown = JSON.parse(JSON.stringify(answer.proof));
    const segment = Math.ceil(sequence / 300);
    expect(checkProof(proof, ledger.keys)).toMatchObject({ writer: W, sequence, segment, text });
  }
  expect(await proofOf(ledger.client, { writer: W, sequence: 920 })).toEqual({
    kind: 'OPEN',
    writer: W,
    sequence: 920,
  });
  expect(await proofOf(ledger.client, 'nobody-has-this')).toEqual({ kind: 'UNKNOWN' });
  expect(await proofOf(ledger.client, "no'id")).toEqual({ kind: 'UNKNOWN' });
});

test('no change of a proof is let pass', async () => {
  await using ledger = await filledLedger();
  const answer = await proofOf(ledger.client, { writer: W, sequence: 555 });
  if (answer.kind !== 'PROVEN') throw new Error(answer.kind);
  const { proof } = answer;
  const flip = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
  const { entry, path, checkpoint } = proof;
  const changes: ReadonlyArray<Partial<Proof>> = [
    { entry: { ...entry, text: entry.text.replace('"ANSWERED"', '"REFUSED"') } },
    { entry: { ...entry, sequence: 556 } },
    { entry: { ...entry, writer: 'hub-2/b' } },
    { entry: { ...entry, before: flip(entry.before) } },
    { index: proof.index + 1 },
    { index: -1 },
    ...path.map((_, at) => ({ path: path.map((each, other) => (at === other ? flip(each) : each)) })),
    { path: path.slice(1) },
    { path: [...path, flip(entry.before)] },
    { checkpoint: { ...checkpoint, text: checkpoint.text.replace('"segment":2', '"segment":3') } },
    { checkpoint: { ...checkpoint, signature: `A${checkpoint.signature.slice(1)}`.replace(/^AA/, 'BA') } },
    { checkpoint: { ...checkpoint, key: 'another' } },
  ];
  expect(() => checkProof(proof, ledger.keys)).not.toThrow();
  for (const change of changes) expect(() => checkProof({ ...proof, ...change }, ledger.keys)).toThrow(Error);
  const stranger = { ...madeSigningKey().verification, kid: checkpoint.key };
  expect(() => checkProof(proof, verificationKeysOf({ verification: [stranger] }))).toThrow('signature');
  for (const none of [null, [], {}, { ...proof, v: 2 }])
    expect(() => checkProof(none, ledger.keys)).toThrow('no proof');
});

test('nothing is proven of a segment that is not as it was signed', async () => {
  await using ledger = await filledLedger();
  await ledger.tamper("update hub_ledger.entry set link = sha256('x') where writer = $1 and sequence = 400", [W]);
  await expect(proofOf(ledger.client, { writer: W, sequence: 555 })).rejects.toThrow(
    'segment 2 is not as it was signed',
  );
});

test('archives verify by themselves and go on where they ended; a changed one is found', async () => {
  await using ledger = await filledLedger();
  const archive = () => archiveSegments(ledger.client, ledger.folder, { before: LATER });
  expect(await archive()).toEqual({ segments: [1, 2, 3], entries: 1_500 });
  await ledger.close();
  expect(await archive()).toEqual({ segments: [4], entries: 50 });
  const verified = () => verifyArchives(ledger.folder, ledger.keys);
  expect(await verified()).toEqual({ segments: 4, entries: 1_550, findings: [] });
  const second = join(ledger.folder, 'segment-000000000002.jsonl');
  const whole = readFileSync(second, 'utf8');
  const found = async (content: string) => {
    writeFileSync(second, content);
    return (await verified()).findings.map(({ segment, says }) => `${segment}: ${says}`);
  };
  const follows = '3: the archive of segment 2 is not the one this one follows';
  expect(await found(whole.replace('ANSWERED', 'REFUSED'))).toEqual([
    expect.stringMatching(/^2: entries 301 to 600/),
    follows,
  ]);
  expect(await found(whole.split('\n').toSpliced(9, 1).join('\n'))).toEqual([
    '2: entry 309 of hub-1/a is missing',
    follows,
  ]);
  expect(await found(`${whole}\n`)).toEqual(['2: line 502 is no entry', follows]);
  expect(await found(whole.replace('{"v":1', '{"v":1,"more":1'))).toEqual([follows]);
  expect(await found('')).toEqual(['2: it is empty', follows]);
  rmSync(second);
  expect((await verified()).findings).toEqual([{ segment: 3, says: 'the archives of segments 2 to 2 are missing' }]);
});

test('what is not as it was signed is not archived', async () => {
  await using ledger = await filledLedger();
  await ledger.tamper("update hub_ledger.entry set text = text || ' ' where writer = $1 and sequence = 400", [W]);
  await expect(archiveSegments(ledger.client, ledger.folder, { before: LATER })).rejects.toThrow(
    'segment 2 is not archived',
  );
  expect(await verifyArchives(ledger.folder, ledger.keys)).toMatchObject({ segments: 1, findings: [] });
});

test('what is old enough is purged, by closed segments alone, and the rest still verifies', async () => {
  await using ledger = await filledLedger();
  // Entry 700 is of the third segment: the two before it are older, as a whole.
  const before = timeOf(ledger.chain.texts[699]);
  expect(await purgeable(ledger.client, { before })).toEqual({ segments: [1, 2], entries: 1_000 });
  expect(await purge(ledger.client, { before })).toEqual({ segments: [1, 2], entries: 1_000 });
  const verified = await verifyLedger(ledger.client, { keys: ledger.keys });
  expect(verified).toMatchObject({ findings: [], entries: 550, open: 50, purged: { segments: 2, entries: 1_000 } });
  expect(await purge(ledger.client, { before })).toEqual({ segments: [], entries: 0 });
  // Open ones stay, however old.
  expect(await purge(ledger.client, { before: LATER })).toEqual({ segments: [3], entries: 500 });
  expect(await verifyLedger(ledger.client, { keys: ledger.keys })).toMatchObject({
    findings: [],
    entries: 50,
    open: 50,
  });
  await ledger.tamper('update hub_ledger.entry set text = $1 where sequence = 901', ['x']);
  expect((await verifyLedger(ledger.client, { keys: ledger.keys })).findings).toMatchObject([
    { kind: 'ALTERED', first: 901 },
  ]);
});

test('nobody deletes but by purging', async () => {
  await using ledger = await filledLedger();
  await expect(ledger.client.query('delete from hub_ledger.entry')).rejects.toThrow('are not changed');
});

test('what is to be archived first is not purged unless it is there, whole', async () => {
  await using ledger = await filledLedger();
  const options = { before: LATER, archivedIn: ledger.folder };
  await expect(purge(ledger.client, options)).rejects.toThrow('segment 1 is not archived');
  await archiveSegments(ledger.client, ledger.folder, { before: LATER });
  const third = join(ledger.folder, 'segment-000000000003.jsonl');
  const whole = readFileSync(third, 'utf8');
  writeFileSync(third, whole.slice(0, whole.lastIndexOf('{"writer"')));
  await expect(purge(ledger.client, options)).rejects.toThrow('segment 3 is not whole');
  expect(await verifyLedger(ledger.client, { keys: ledger.keys })).toMatchObject({ findings: [], entries: 1_550 });
  writeFileSync(third, whole);
  expect(await purge(ledger.client, options)).toEqual({ segments: [1, 2, 3], entries: 1_500 });
  expect(await verifyArchives(ledger.folder, ledger.keys)).toMatchObject({ segments: 3, entries: 1_500, findings: [] });
});
