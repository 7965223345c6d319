import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { makeKeyFiles } from '../../bin/ledger/key-files.ts';
import { ledger } from '../../bin/ledger.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { decisionId } from '../../gateway/ids.ts';
import { exchangeEntry, type KeptAct, keptOf } from '../../gateway/ledger/entry.ts';
import { sealsFor } from '../../gateway/ledger/seal.ts';
import { ledgerKeysOf } from '../../standards/ledger/keys.ts';
import { nameBy, referenceText } from '../../standards/ledger/reference.ts';
import { ledgerPlace } from '../support/ledger.ts';

const DECISION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const PERSON = { documentNumber: 'L898902C3', documentType: 'P', issuingState: 'UTO' };

/** A ledger with one exchange about one person, and the files of its keys. */
async function place() {
  const database = await ledgerPlace();
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-'));
  const files = makeKeyFiles(folder, ['police']);
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
  const [key] = ledgerKeysOf(read(files.naming)).hashing;
  const reference = {
    typeName: 'TravelDocument',
    path: [],
    fields: ['documentNumber', 'documentType', 'issuingState'],
  };
  const name = key ? nameBy(key.key, referenceText(reference, PERSON) ?? '') : '';
  const owner = createPublicKey({ key: read(files.owners['police'] ?? ''), format: 'jwk' });
  const sealed = sealsFor(new Map([['police', owner]])).seal('police', DECISION, {
    withheld: {},
    hidden: ['Alert'],
    policies: [],
  });
  {
    await using writer = database.open();
    await writer.append(exchangeEntry(recordAbout(name, sealed)));
  }
  return {
    ...{ database, folder, files, name },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
      await database[Symbol.asyncDispose]();
    },
  };
}

function recordAbout(name: string, sealed: string): ExchangeRecord {
  return {
    ...{ decisionId: decisionId(DECISION), receivedAt: '2026-11-27T08:00:00.000Z', issuer: 'https://identity.example' },
    ...{ principal: 'officer-7', agency: 'immigration', country: 'UG', roles: ['border-guard'], clearance: undefined },
    ...{
      post: 'UGBUS',
      onBehalfOf: undefined,
      purpose: 'BORDER_CHECK',
      caseReference: undefined,
      agreement: undefined,
    },
    ...{
      operationName: undefined,
      operationId: undefined,
      released: ['TravelDocument.expiryDate'] as never,
      counts: [1],
    },
    ...{
      masked: [],
      withheld: [],
      policyVersion: 'v',
      policies: ['guards-read'],
      bases: ['border-act'],
      uses: [],
      graph: 'g',
    },
    ...{ sources: { immigration: 'OK' }, outcome: 'ANSWERED', refusal: undefined, sealed: { police: sealed } },
    names: { key: 'k', subjects: [name], records: [], sought: [name], unnamed: 0 },
  };
}

/** @returns what it wrote and its exit code. */
async function run(...args: readonly string[]): Promise<{ readonly text: string; readonly code: number }> {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    const code = await ledger.run(args);
    return { text: lines.join('\n'), code };
  } finally {
    log.mockRestore();
    write.mockRestore();
  }
}

test('each reading is an entry of its own, with who reads and what for, before anything is told', async () => {
  await using at = await place();
  const { database, files, folder } = at;
  const where = ['--database', database.url, '--by', 'A. Auditor'];
  const named = [...where, '--keys', files.naming];
  expect((await run('subject', ...named, '--document', 'UTO/L898902C3')).text).toMatch(
    /immigration \(UG\): personal data/,
  );
  expect((await run('subject', ...named, '--document', 'UTO/NOBODY')).text).toContain('None that can be told of.');
  expect((await run('recipients', ...named, '--document', 'uto/l898902c3/p')).text).toMatch(
    /immigration UG .*BORDER_CHECK/,
  );
  expect((await run('report', ...where, '--from', '2026-11-01', '--principal', 'officer-7')).text).toMatch(/ 1 +0 +1 /);
  expect((await run('report', ...where, '--principal', 'officer-8')).text).toBe('Nobody.');
  expect((await run('export', ...where)).text).toContain('"legalBases":"border-act"');
  expect((await run('export', ...where, '--csv')).text).toMatch(
    /^operations,dateTime,[\s\S]*CONSULTATION,2026-11-27T08/,
  );
  const owner = join(folder, 'owners', 'police.private.json');
  const opened = await run('unseal', ...where, '--agency', 'police', '--key', owner, DECISION);
  expect(JSON.parse(opened.text)).toEqual({ withheld: {}, hidden: ['Alert'], policies: [] });
  // Each command is a writer of its own: their order is that of time.
  const acts = [...(await database.kept())]
    .sort((one, other) => one.at - other.at)

    .map(({ text }) => keptOf(text))
    .filter((each): each is KeptAct => each.kind === 'act');
  expect(acts.map(({ act, by, about }) => [act, by, about['what'] ?? about['agency']])).toEqual([
    ['LEDGER_READ', 'A. Auditor', 'subject'],
    ['LEDGER_READ', 'A. Auditor', 'subject'],
    ['LEDGER_READ', 'A. Auditor', 'recipients'],
    ['LEDGER_READ', 'A. Auditor', 'report'],
    ['LEDGER_READ', 'A. Auditor', 'report'],
    ['LEDGER_READ', 'A. Auditor', 'export'],
    ['LEDGER_READ', 'A. Auditor', 'export'],
    ['SEAL_OPENED', 'A. Auditor', 'police'],
  ]);
  // Whom was asked about stands there by name, and not in words.
  expect(acts[0]?.about['names']).toContain(at.name);
  expect(JSON.stringify(acts)).not.toContain('L898902C3');
});

test('where it cannot be kept that somebody reads, nothing is read', async () => {
  await using at = await place();
  at.database.proxy.cut();
  const reads = run('report', '--database', at.database.proxy.url, '--by', 'A. Auditor');
  await expect(reads).rejects.toThrow('the ledger cannot keep that you do this, so it is not done');
});

test('what is said wrong is answered with how to say it', async () => {
  await using at = await place();
  const named = ['--database', at.database.url, '--keys', at.files.naming];
  await expect(run('subject', ...named)).rejects.toThrow('say whom: --document STATE/NUMBER');
  await expect(run('subject', ...named, '--document', 'L898902C3')).rejects.toThrow('such as UTO/L898902C3');
  await expect(run('recipients', ...named, '--record', 'Declaration:number=1')).rejects.toThrow('Declaration:mrn=…');
  await expect(run('recipients', ...named, '--record', 'Nothing:a=1')).rejects.toThrow('name one of');
  await expect(run('report', ...named.slice(0, 2), '--from', 'soon')).rejects.toThrow('--from must be a moment');
  const broken = join(at.folder, 'broken.json');
  writeFileSync(broken, '{"hashing": "correct-horse"}');
  const wrong = run('subject', ...named.slice(0, 2), '--keys', broken, '--document', 'UTO/1');
  await expect(wrong).rejects.toThrow(/broken.json: the ledger keys must have "hashing"/);
  await expect(wrong).rejects.not.toThrow('correct-horse');
});
