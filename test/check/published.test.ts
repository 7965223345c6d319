import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('where nothing is published that is said; what was named and is not there is refused', () => {
  using repo = repository(false);
  expect(publishedAt(undefined, repo.root)).toEqual({ missing: 'HEAD is no commit of a git work tree here' });
  for (const against of ['v9', '--help', join(repo.root, 'nowhere')]) {
    expect(() => publishedAt(against, repo.root)).toThrow(`--against ${against}: is no folder with api.graphql`);
  }
});
