import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function hubCheck(...args: readonly string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', '--no-warnings', 'bin/hub.ts', 'check', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}

test('the agencies of this repository pass, compared with what is published, for people and for programs', () => {
  const run = hubCheck('--json', '--strict', '--against', 'schema');
  const { agencies, ...rest } = JSON.parse(run.stdout);
  expect(rest).toEqual({ passed: true, against: 'schema', errors: 0, warnings: 0, notes: 0, problems: [] });
  expect(agencies.length).toBeGreaterThan(1);
  expect(run.status).toBe(0);
});

test('what there is nothing of to compare with, and a form that there is not, are refused in words', () => {
  const nowhere = hubCheck('--against', 'no-such-commit');
  expect([nowhere.status, nowhere.stderr.trim()]).toEqual([
    1,
    'hub check: --against no-such-commit: is no folder with api.graphql, and no-such-commit is no commit of a git work tree here',
  ]);
  const form = hubCheck('--format', 'xml');
  expect([form.status, form.stderr]).toEqual([2, expect.stringContaining('Usage: hub check')]);
});
