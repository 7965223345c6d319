import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READY_WITHIN_MS = 120_000;

/** Everything of the demo, started as a person would; what is in `dist` runs. */
async function startDemo() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hub-partners-')));
  chmodSync(folder, 0o711);
  const home = join(folder, 'home');
  const { DATABASE_URL: _, ...rest } = process.env;
  const environment = { ...rest, HUB_HOME: home, HUB_PORT: '0' };
  const child = spawn(process.execPath, ['dist/bin/hub.js', 'start'], { cwd: ROOT, env: environment, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const until = Date.now() + READY_WITHIN_MS;
  while (!existsSync(join(home, 'demo.json'))) {
    if (Date.now() > until || child.exitCode !== null) throw new Error('the demo did not start');
    await pause(100);
  }
  return {
    environment,
    async [Symbol.asyncDispose]() {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The commands of the guide, in their order. */
function commands(): readonly string[] {
  const guide = readFileSync(join(ROOT, 'docs/for-partners.md'), 'utf8');
  return [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
}

test('a newcomer who has a shell and Node follows the guide for partners to its end', async () => {
  await using demo = await startDemo();
  const said = commands().map((command) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', command], {
      cwd: ROOT,
      env: demo.environment,
      encoding: 'utf8',
    });
    return { command, status, output: stdout + stderr };
  });
  expect(said.filter(({ status }) => status !== 0)).toEqual([]);
  expect(said).toHaveLength(4);
  const [lists, keys, first, turned] = said.map(({ output }) => output);
  expect(lists).toMatch(/ug-ke-customs[\s\S]*declaration\.graphql/);
  expect(keys).toMatch('Its thumbprint, to be enrolled');
  // Both declarations of the demo concern Kenya.
  expect(first?.match(/"handlingCode": "H1"/g)).toHaveLength(2);
  expect(first?.match(/"invoiceAmountBand": "\d+-\d+ USD"/g)).toHaveLength(2);
  // Asked before and after the key turned.
  expect(turned?.match(/"customsStatus": "[A-Z_]+"/g)).toHaveLength(2);
  expect(turned).toMatch('UGBUS Busia');
}, 300_000);
