import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AgencyPackage, agencyPackage } from '../support/agency-package.ts';
import { backgroundCommand } from '../support/background.ts';
import { commandsOf } from '../support/page-blocks.ts';
import { treeCopy } from '../support/tree-copy.ts';

/** Commands that a test of another page runs to their end. */
const ELSEWHERE = new Set(['npx hub dev', 'npx hub check --live', 'npx hub explain "$DECISION"']);

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
  const { HUB_HOME: _home, NODE_ENV: _mode, ...rest } = process.env;
  return { ...rest, npm_config_offline: 'true', ...more };
};

/** Runs a command as a person would. @returns what it said, or how it failed. */
function run(command: string, cwd: string, env = environment()): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', command], { cwd, env, encoding: 'utf8' });
  return status === 0 ? stdout : `FAILED ${status}\n${stdout}${stderr}`;
}

async function medicines(): Promise<AgencyPackage> {
  const agency = agencyPackage();
  await agency.hub('new-agency', 'medicines', '--source', 'csv', '--title', 'Medicines Authority');
  return agency;
}

test.each(['docs/write-a-policy.md', 'docs/change-a-schema-safely.md', 'docs/connect-an-existing-system.md'])(
  'every command of %s does what the page says',
  (page) => {
    using tree = treeCopy();
    const commands = commandsOf(page).filter((command) => !ELSEWHERE.has(command));
    const failed = commands
      .map((command) => [command, run(command, tree.path)])
      .filter(([, said]) => /^FAILED/.test(said ?? ''));
    expect(failed).toEqual([]);
  },
  240_000,
);

test('an agency goes by docs/go-to-production.md from its folder into the national graph', async () => {
  using agency = await medicines();
  using tree = treeCopy();
  const commands = commandsOf('docs/go-to-production.md');
  const [keys, more, serve, folder, copy, check, compose, config, ...rest] = commands;
  expect(rest).toEqual([]);
  expect(run(keys ?? '', agency.path)).toMatch('and the gateway are in keys');
  expect(run(more ?? '', agency.path)).toMatch('Keys for medicines are in keys');
  writeFileSync(join(agency.path, 'keys/cursors.txt'), randomBytes(32).toString('base64'));

  const served = (serve ?? '').replace('HUB_PORT=4100', 'HUB_PORT=0');
  await using subgraph = backgroundCommand(served, agency.path, environment());
  await subgraph.until('Subgraph ready at');
  const url = /Subgraph ready at (\S+)/.exec(subgraph.said())?.[1] ?? '';
  expect((await fetch(new URL('/ready', url))).status).toBe(200);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(403);

  agency.write('agency.json', JSON.stringify({ ...JSON.parse(agency.read('agency.json')), url }));
  const national = (command = '') => run(command, tree.path, environment({ AGENCY: agency.path }));
  for (const command of [folder, copy]) expect(national(command)).not.toMatch('FAILED');
  expect(national(check)).toMatch(/release-change {2}joined\/medicines\/schema.graphql[\s\S]* 0 errors/);
  expect(national(compose)).toMatch('schema/supergraph.graphql');
  expect(national('npx hub policy register --agency medicines')).toMatch('medicines: Officers read records');
  expect(national(config)).not.toMatch(/supergraph.*cannot/);
}, 240_000);
