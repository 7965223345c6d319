import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startPostgres } from '../../demo/postgres/server.ts';
import { commandLineOf, identityOf, isGoneWithin, type ProcessIdentity } from '../../demo/start/processes.ts';
import { withDefaults } from '../../demo/start/queries.ts';
import type { DemoRecord } from '../../demo/start/run.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READY_WITHIN_MS = 90_000;
const ENDS_WITHIN_MS = 30_000;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

interface StartedHub extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** A folder of the test's own for everything that a hub writes. */
function freshHome(): { readonly path: string } & Disposable {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hub-test-')));
  chmodSync(folder, 0o711);
  return { path: join(folder, 'home'), [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a command of the hub as a person would, with a server of its own whatever this test run uses. */
function hub(home: string, ...args: readonly string[]): StartedHub {
  return hubOn(undefined, home, ...args);
}

/** The same with DATABASE_URL. */
function hubOn(databaseUrl: string | undefined, home: string, ...args: readonly string[]): StartedHub {
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/hub.ts', ...args], {
    cwd: ROOT,
    env: { ...environment, ...(databaseUrl && { DATABASE_URL: databaseUrl }), HUB_HOME: home, HUB_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, output }));
  });
  return {
    child,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Waits until everything runs. */
async function ready(home: string, started: StartedHub): Promise<DemoRecord> {
  const file = join(home, 'demo.json');
  const until = Date.now() + READY_WITHIN_MS;
  let over: Ended | undefined;
  void started.ended.then((end) => {
    over = end;
  });
  while (!existsSync(file) || statSync(file).size === 0) {
    if (over || Date.now() > until) throw new Error(`the hub did not start:\n${over?.output ?? 'no end'}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Every process that descends from this one. */
function descendants(pid: number): readonly ProcessIdentity[] {
  const listed = spawnSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' }).stdout;
  const pairs = listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = (parent: number): number[] =>
    pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...children(child)] : []));
  return children(pid).flatMap((each) => identityOf(each) ?? []);
}

async function areGone(processes: readonly ProcessIdentity[]): Promise<boolean> {
  const gone = await Promise.all(processes.map((each) => isGoneWithin(each, ENDS_WITHIN_MS)));
  return gone.every((each) => each);
}

async function ask(url: string, statement: string): Promise<ReadonlyArray<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

test('everything starts, answers the stored questions, refuses a second start and ends on Ctrl-C', async () => {
  using home = freshHome();
  await using first = hub(home.path, 'start');
  const record = await ready(home.path, first);
  expect(statSync(join(home.path, 'demo.json')).mode & 0o777).toBe(0o600);
  expect(Object.keys(record.tokens)).toHaveLength(10);

  const token = record.tokens['customs-officer'] ?? '';
  const headers = { authorization: `Bearer ${token}`, 'hub-purpose': 'CUSTOMS_CLEARANCE' };
  const query = readFileSync(record.queries['clearance'] ?? '', 'utf8');
  const answer = await post(record.url, JSON.stringify({ query }), headers);
  expect(await answer.json()).toMatchObject({ data: { clearance: { held: true, state: 'HELD' } } });
  expect((await post(record.url, JSON.stringify({ query }))).status).toBe(401);
  await using asking = hub(home.path, 'token', '--persona', 'shift-lead', '--purpose', 'RISK_ASSESSMENT');
  const { code, output } = await asking.ended;
  expect(code).toBe(0);
  const asLead = { authorization: `Bearer ${output.trim()}`, 'hub-purpose': 'RISK_ASSESSMENT' };
  expect((await post(record.url, JSON.stringify({ query }), asLead)).status).toBe(200);
  for (const url of Object.values(record.subgraphs)) {
    const response = await post(url, '{"query": "{ __typename }"}');
    // Its door is open for the hub alone.
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'GRANT_REQUIRED' } }] });
  }

  await using second = hub(home.path, 'start');
  const refused = await second.ended;
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(record.url);
  expect(refused.output).toContain(`process ${first.child.pid}`);
  await using reset = hub(home.path, 'demo', 'reset');
  expect((await reset.ended).code).toBe(1);

  await using seeding = hub(home.path, 'demo', 'seed', '--movements', '3', '--seed', '9');
  expect(await seeding.ended).toMatchObject({ code: 0, output: expect.stringContaining('4 movements') });

  const parts = descendants(first.child.pid ?? 0);
  expect(parts.length).toBeGreaterThan(5);
  first.child.kill('SIGINT');
  const end = await first.ended;
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.output).toContain('curl -s');
  expect(await areGone(parts)).toBe(true);
  expect(readdirSync(home.path).sort()).toEqual([
    'agreements',
    'bureau',
    'ledger',
    'log',
    'partners',
    'postgres',
    'queries',
  ]);
}, 180_000);

test('a part that is killed takes everything with it, a hub that is killed too, and reset leaves nothing', async () => {
  using home = freshHome();
  {
    await using started = hub(home.path, 'start');
    await ready(home.path, started);
    const parts = descendants(started.child.pid ?? 0);
    const subgraph = parts.find(({ pid }) => commandLineOf(pid)?.at(-2) === 'subgraph');
    process.kill(subgraph?.pid ?? 0, 'SIGKILL');
    const end = await started.ended;
    expect(end.code).toBe(1);
    expect(end.output).toMatch(/subgraph-\w+ ended unasked \(signal SIGKILL\)/);
    expect(await areGone(parts)).toBe(true);
  }
  {
    await using started = hub(home.path, 'start');
    await ready(home.path, started);
    const parts = descendants(started.child.pid ?? 0);
    started.child.kill('SIGKILL');
    await started.ended;
    expect(await areGone(parts)).toBe(true);
  }
  await using seeding = hub(home.path, 'demo', 'seed', '--movements', '5', '--from', '2026-11-23T08:00:00+03:00');
  expect(await seeding.ended).toMatchObject({ code: 0, output: expect.stringContaining('6 movements') });
  await using reset = hub(home.path, 'demo', 'reset');
  expect(await reset.ended).toMatchObject({ code: 0 });
  expect(existsSync(home.path)).toBe(false);
}, 240_000);

test('on the server of DATABASE_URL the databases are made beside the named one, and reset drops them alone', async () => {
  using home = freshHome();
  await using server = await startPostgres({ folder: join(home.path, '..', 'server') });
  const databases = async () =>
    (await ask(server.url, 'select datname from pg_database where not datistemplate order by datname')).map(
      ({ datname }) => datname,
    );
  await using seeding = hubOn(server.url, home.path, 'demo', 'seed', '--movements', '3');
  expect(await seeding.ended).toMatchObject({ code: 0 });
  expect(await databases()).toEqual([
    'hub_customs',
    'hub_immigration',
    'hub_ledger',
    'hub_police',
    'hub_registry',
    'hub_sps',
    'postgres',
  ]);
  expect(existsSync(home.path)).toBe(false);
  await using reset = hubOn(server.url, home.path, 'demo', 'reset');
  expect(await reset.ended).toMatchObject({ code: 0 });
  expect(await databases()).toEqual(['postgres']);
}, 60_000);

test('a role that may not create databases, and a server that is away, are told in words without the password', async () => {
  using home = freshHome();
  await using server = await startPostgres({ folder: join(home.path, '..', 'server') });
  await ask(server.url, "create role clerk login password 'verysecret'");
  const url = new URL(server.url);
  url.username = 'clerk';
  url.password = 'verysecret';
  await using refused = hubOn(url.href, home.path, 'start');
  const end = await refused.ended;
  expect(end.code).toBe(1);
  expect(end.output).toMatch(/CREATE DATABASE hub_customs .*CREATE DATABASE hub_police/);
  url.port = '1';
  await using away = hubOn(url.href, home.path, 'start');
  const nothing = await away.ended;
  expect(nothing.code).toBe(1);
  expect(nothing.output).toContain('DATABASE_URL cannot be reached');
  expect(end.output + nothing.output).not.toContain('verysecret');
}, 60_000);

test('arguments that make no day are refused in words', async () => {
  using home = freshHome();
  const cases = [
    ['--movements', '0'],
    ['--movements', '1e3'],
    ['--seed', '-1'],
    ['--from', 'yesterday'],
  ];
  for (const args of cases) {
    await using run = hub(home.path, 'demo', 'seed', ...args);
    const end = await run.ended;
    expect(end.code).toBe(1);
    expect(end.output).toContain(args[0]);
  }
  expect(existsSync(home.path)).toBe(false);
}, 60_000);

test('reset removes no folder that holds what a hub has not written', async () => {
  using home = freshHome();
  const folder = join(home.path, '..');
  writeFileSync(join(folder, 'diary.txt'), 'mine');
  await using run = hub(folder, 'demo', 'reset');
  expect((await run.ended).code).toBe(1);
  expect(existsSync(folder)).toBe(true);
}, 60_000);

test('a stored operation gets defaults where it needs values, or for the first of several references', () => {
  const values = new Map([
    ['post', 'UGBUS'],
    ['mrn', 'M'],
    ['ucr', 'U'],
    ['documentNumber', 'L'],
    ['issuingState', 'UTO'],
  ]);
  const filled = (text: string) => withDefaults(text, values).split('\n')[0];
  expect(filled('query A($first: Int, $post: ID!, $mrn: ID) { a }')).toBe(
    'query A($first: Int, $post: ID! = "UGBUS", $mrn: ID) {',
  );
  expect(filled('query B($ucr: ID, $mrn: ID) { b }')).toBe('query B($ucr: ID = "U", $mrn: ID) {');
  expect(filled('query D($documentNumber: ID, $issuingState: ID, $agency: ID) { d }')).toBe(
    'query D($documentNumber: ID = "L", $issuingState: ID = "UTO", $agency: ID) {',
  );
  expect(filled('query C($ucr: ID! = "own") { c }')).toBe('query C($ucr: ID! = "own") {');
});
