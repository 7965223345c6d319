import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishedAt } from '../../bin/check/published.ts';

const SCHEMA = fileURLToPath(new URL('../../schema/', import.meta.url));

/** A folder with a copy of schema/, in a git work tree of its own where it is committed. */
function repository(isCommitted: boolean): Disposable & { readonly root: string } {
  const root = mkdtempSync(join(tmpdir(), 'hub-published-test-'));
  cpSync(SCHEMA, join(root, 'schema'), { recursive: true });
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { cwd: root, stdio: 'ignore' });
  if (isCommitted) {
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    git('tag', 'v1');
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}

test('what was committed last is what is published, whatever lies in the work tree; a tag is named', () => {
  using repo = repository(true);
  writeFileSync(join(repo.root, 'schema/api.graphql'), 'type Query { changed: Int }');
  for (const against of [undefined, 'v1']) {
    const found = publishedAt(against, repo.root);
    if ('missing' in found) throw new Error(found.missing);
    expect(found.from).toBe(against ?? 'HEAD');
    expect(found.api).toContain('type Query');
    expect(found.api).not.toContain('changed: Int');
    expect(found.contract?.set.policies.length).toBeGreaterThan(0);
  }
});

test('a copy of schema/ is read where it lies; one with the schema alone has no rules to compare', () => {
  const whole = publishedAt(SCHEMA, tmpdir());
  expect('contract' in whole && whole.contract).toBeTruthy();
  using repo = repository(false);
  rmSync(join(repo.root, 'schema/policies'), { recursive: true });
  const bare = publishedAt(join(repo.root, 'schema'), tmpdir());
  expect(bare).toMatchObject({ contract: undefined, api: expect.stringContaining('type Query') });
});

test('a commit made by hand that names files elsewhere writes none there', () => {
  using repo = repository(true);
  const git = (input: Buffer | string, ...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { cwd: repo.root, input });
  const made = (input: Buffer | string, ...args: readonly string[]) =>
    git(input, ...args)
      .toString()
      .trim();
  const tree = (...entries: ReadonlyArray<readonly [mode: string, name: string, id: string]>) => {
    const bytes = entries.map(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);
    return made(Buffer.concat(bytes.flat()), 'hash-object', '-t', 'tree', '--literally', '-w', '--stdin');
  };
  const name = `${basename(repo.root)}.json`;
  const blob = made('{}', 'hash-object', '-w', '--stdin');
  const above = tree(['40000', '..', tree(['100644', name, blob])]);
  const listed = made('', 'ls-tree', 'HEAD:schema').split('\n');
  const schema = listed.map((line) => /^0?(\d+) \w+ (\w+)\t(.*)$/.exec(line) ?? []);
  const entries = schema.map(([, mode = '', id = '', file = '']) => [mode, file, id] as const);
  const own = tree(['40000', 'schema', tree(['40000', '..', above], ...entries)]);
  const commit = made('', 'commit-tree', '-m', 'x', tree(['40000', 'ports', own], ['100644', name, blob]));
  mkdirSync(join(repo.root, 'ports'));
  expect(publishedAt(commit, join(repo.root, 'ports'))).toMatchObject({ api: expect.stringContaining('type Query') });
  expect(existsSync(join(tmpdir(), name))).toBe(false);
});

test('where nothing is published that is said; what was named and is not there is refused', () => {
  using repo = repository(false);
  expect(publishedAt(undefined, repo.root)).toEqual({ missing: 'HEAD is no commit of a git work tree here' });
  for (const against of ['v9', '--help', join(repo.root, 'nowhere')]) {
    expect(() => publishedAt(against, repo.root)).toThrow(`--against ${against}: is no folder with api.graphql`);
  }
});
