import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { ledger as command } from '../../bin/ledger.ts';
import { Chain, type ProvenLedger, provenLedger } from '../support/ledger-proof.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}

async function run(...args: readonly string[]): Promise<Ran> {
  const [out, told]: [string[], string[]] = [[], []];
  const spies = [
    jest.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text))),
    jest.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text))),
  ];
  try {
    return { code: await command.run(args), out: out.join('\n'), told: told.join('\n') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

interface Desk extends ProvenLedger {
  readonly chain: Chain;
  /** Options that every command has. */
  readonly at: readonly string[];
  readonly keysFile: string;
  readonly signingFile: string;
  acts(): Promise<ReadonlyArray<{ readonly act: string; readonly by: string; readonly about: object }>>;
}

async function desk(): Promise<Desk> {
  const ledger = await provenLedger();
  const chain = new Chain('hub-1/a');
  await ledger.write(chain, 120);
  const keysFile = join(ledger.folder, 'verification.json');
  const signingFile = join(ledger.folder, 'signing.json');
  writeFileSync(keysFile, JSON.stringify(ledger.keyFiles.verification));
  writeFileSync(signingFile, JSON.stringify(ledger.keyFiles.signing));
  return {
    ...ledger,
    chain,
    at: ['--database', ledger.url],
    keysFile,
    signingFile,
    async acts() {
      const { rows } = await ledger.client.query<{ text: string }>(
        `select text from hub_ledger.entry where text like '{"kind":"act"%' order by at`,
      );
      return rows.map(({ text }) => JSON.parse(text)).map(({ act, by, about }) => ({ act, by, about }));
    },
  };
}

test('a ledger is closed, verified, proven, archived and purged, and it is kept who did so', async () => {
  await using place = await desk();
  const { at, keysFile, signingFile, folder, chain } = place;
  const [exported, archives, proofFile] = ['exported', 'archives', 'proof.json'].map((name) => join(folder, name));
  if (!exported || !archives || !proofFile) throw new Error('no folder');
  const keys = ['--keys', keysFile];

  const closed = await run('checkpoint', ...at, '--signing', signingFile, '--export', exported);
  expect(closed).toMatchObject({ code: 0, out: expect.stringContaining('Segment 1 is closed: 120 entries.') });
  const again = await run('checkpoint', ...at, '--signing', signingFile);
  expect(again.out).toContain('Nothing is new');

  const verified = await run('verify', ...at, ...keys, '--exported', exported, '--by', 'A. Auditor');
  expect(verified).toMatchObject({
    code: 0,
    out: expect.stringMatching(/1 checkpoints held against .*\nAll as it was/),
  });

  const { id } = JSON.parse(chain.texts[54] ?? '');
  const proof = await run('prove', id, ...at, '--by', 'A. Auditor');
  writeFileSync(proofFile, proof.out);
  const checked = await run('check-proof', proofFile, ...keys);
  expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('PROVEN: entry 55 of hub-1/a, in segment 1') });
  writeFileSync(proofFile, proof.out.replace('ANSWERED', 'REFUSED'));
  await expect(run('check-proof', proofFile, ...keys)).rejects.toThrow('do not give the root');

  const purging = ['purge', ...at, '--before', 'P1D', '--by', 'B. Officer', '--archived', archives];
  await expect(run(...purging)).rejects.toThrow(`hub ledger archive --folder ${archives}`);
  expect((await run('archive', ...at, '--folder', archives, '--by', 'B. Officer')).out).toBe(
    'Archived: segment 1, 120 entries.',
  );
  expect(await run(...purging)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Purged: segment 1, 120 entries.'),
  });
  expect((await run(...purging)).out).toContain('Nothing is old enough');
  const rest = await run('verify', ...at, ...keys, '--exported', exported, '--by', 'A. Auditor');
  expect(rest).toMatchObject({ code: 0, out: expect.stringContaining('purged, 120 entries of 1 segments') });
  const alone = await run('verify', '--archives', archives, ...keys);
  expect(alone).toMatchObject({ code: 0, out: expect.stringContaining('120 entries in 1 archives') });

  expect(await place.acts()).toEqual([
    { act: 'LEDGER_READ', by: 'A. Auditor', about: { what: 'verify' } },
    { act: 'LEDGER_READ', by: 'A. Auditor', about: { what: 'proof', names: [id] } },
    { act: 'LEDGER_ARCHIVED', by: 'B. Officer', about: { before: expect.any(String) } },
    {
      act: 'LEDGER_PURGED',
      by: 'B. Officer',
      about: { before: expect.any(String), what: 'segment 1', entries: 120, archive: archives },
    },
    { act: 'LEDGER_READ', by: 'A. Auditor', about: { what: 'verify' } },
  ]);
});

test('what is wrong is said with its place, and the exit code is 1', async () => {
  await using place = await desk();
  await place.close();
  await place.tamper("update hub_ledger.entry set text = replace(text, 'ANSWERED', 'REFUSED') where sequence = 77");
  const found = await run('verify', ...place.at, '--keys', place.keysFile);
  expect(found.code).toBe(1);
  expect(found.out).toMatch(/^ALTERED {2}entry 77 of hub-1\/a: /);
  expect(found.out).toContain('NOT as it was written');
  const json = await run('verify', ...place.at, '--keys', place.keysFile, '--json');
  expect(JSON.parse(json.out).findings).toMatchObject([{ kind: 'ALTERED', first: 77 }]);
});

test('an entry that is in no segment yet is told so', async () => {
  await using place = await desk();
  const open = await run('prove', '--writer', 'hub-1/a', '--sequence', '5', ...place.at);
  expect(open).toMatchObject({ code: 1, out: '', told: expect.stringContaining('no closed segment yet') });
  await expect(run('prove', 'unknown', ...place.at)).rejects.toThrow('no such entry');
});

test('nothing is shown and nothing deleted where that cannot be kept', async () => {
  await using place = await desk();
  await place.close();
  await place.client.query('alter table hub_ledger.entry add constraint full_disk check (sequence < 0) not valid');
  const keys = ['--keys', place.keysFile];
  for (const args of [
    ['verify', ...keys],
    ['prove', '--writer', 'hub-1/a', '--sequence', '5'],
    ['archive', '--folder', join(place.folder, 'archives')],
    ['purge', '--before', 'P1D', '--by', 'B. Officer'],
  ]) {
    await expect(run(...args, ...place.at)).rejects.toThrow('it is not done');
  }
  const { rows } = await place.client.query('select count(*)::int as count from hub_ledger.entry');
  expect(rows).toEqual([{ count: 120 }]);
});

test('what is missing is asked for', async () => {
  await using place = await desk();
  const cases: ReadonlyArray<readonly [args: readonly string[], asked: string]> = [
    [['verify'], 'HUB_LEDGER_VERIFICATION_FILE'],
    [['verify', '--keys', place.signingFile], 'must have "verification"'],
    [['verify', '--keys', join(place.folder, 'none.json')], 'cannot be read'],
    [['verify', '--keys', place.keysFile], 'HUB_LEDGER_URL'],
    [['prove', ...place.at], 'say which entry'],
    [['check-proof'], 'say which proof'],
    [['check-proof', place.keysFile, '--keys', place.keysFile], 'no proof of the ledger'],
    [['purge', ...place.at, '--before', 'P10Y'], 'say who does it'],
    [['purge', ...place.at, '--by', 'B'], 'what is old enough'],
    [['purge', ...place.at, '--by', 'B', '--before', '2999-01-01'], 'in the past'],
    [['purge', ...place.at, '--by', 'B', '--before', 'soon'], 'must be a moment'],
    [['purge', '--database', 'postgres://x@127.0.0.1:1/x', '--by', 'B', '--before', 'P1D'], 'ECONNREFUSED'],
    [['archive', ...place.at], 'say where to'],
    [['checkpoint', ...place.at], 'HUB_LEDGER_SIGNING_FILE'],
    [['keys', 'init'], 'keys rotate --folder'],
  ];
  for (const [args, asked] of cases) await expect(run(...args)).rejects.toThrow(asked);
  expect(await run('nothing')).toMatchObject({ code: 2, told: expect.stringContaining('no command "nothing"') });
  expect(await run('verify', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('hub ledger COMMAND') });
});

test('keys are made once, and further ones are in force beside the old', async () => {
  await using place = await desk();
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-'));
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  await run('keys', 'init', '--folder', folder);
  const modes = ['naming', 'signing', 'verification'].map(
    (name) => statSync(join(folder, `${name}.json`)).mode & 0o777,
  );
  expect(modes).toEqual([0o600, 0o600, 0o644]);
  await expect(run('keys', 'init', '--folder', folder)).rejects.toThrow('is there already');

  const signing = join(folder, 'signing.json');
  const keys = ['--keys', join(folder, 'verification.json')];
  await run('checkpoint', ...place.at, '--signing', signing);
  await run('keys', 'rotate', '--folder', folder, ...place.at, '--by', 'C. Custodian');
  expect([read('naming.json').hashing, read('signing.json').signing, read('verification.json').verification]).toEqual([
    [expect.anything(), expect.anything()],
    [expect.anything(), expect.anything()],
    [expect.anything(), expect.anything()],
  ]);
  expect(read('signing.json').signing[0].kid).toBe(read('verification.json').verification[1].kid);
  expect(JSON.stringify(read('verification.json'))).not.toContain('"d"');
  expect(statSync(signing).mode & 0o777).toBe(0o600);
  expect(await place.acts()).toMatchObject([{ act: 'LEDGER_KEY_MADE', by: 'C. Custodian' }]);
  await place.write(place.chain, 5);
  await run('checkpoint', ...place.at, '--signing', signing);
  const { rows } = await place.client.query('select key from hub_ledger.checkpoint order by segment');
  expect(rows.map(({ key }) => key)).toEqual(
    read('signing.json')
      .signing.map(({ kid }: { readonly kid: string }) => kid)
      .reverse(),
  );
  expect((await run('verify', ...place.at, ...keys)).code).toBe(0);
  rmSync(folder, { recursive: true });
});
