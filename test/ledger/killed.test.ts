import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { postmasterOf } from '../../demo/postgres/postmaster.ts';
import { startPostgres } from '../../demo/postgres/server.ts';
import { passable } from '../support/folder.ts';
import {
  bytesInSpools,
  expectWhole,
  idsInSpools,
  idsOf,
  keptIn,
  type LedgerPlace,
  ledgerPlace,
  spoolsIn,
} from '../support/ledger.ts';
import { startProxy } from '../support/tcp-proxy.ts';
import { eventually } from '../support/trouble.ts';

const APPENDER = fileURLToPath(new URL('../support/ledger-appender.ts', import.meta.url));
/** More of them in a long run. */
const KILLS = Number(process.env['KILLS'] ?? 5);
const ENDS_WITHIN_MS = 60_000 + KILLS * 10_000;

/** A process that appends as fast as it can. */
function startAppender(databaseUrl: string, folder: string, toldFile: string, prefix: string) {
  const child = fork(APPENDER, [databaseUrl, folder, toldFile, prefix], {
    execArgv: ['--import', 'tsx', '--no-warnings'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { isAlive: () => child.exitCode === null && child.signalCode === null, kill, [Symbol.asyncDispose]: kill };
}

/** Ids that were written after their appends had settled. */
function toldIn(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

const missingFrom = (kept: Iterable<string>, told: readonly string[]) => {
  const all = new Set(kept);
  return told.filter((id) => !all.has(id));
};

/** Something happens to the database while the process appends, or nothing. */
async function trouble(place: LedgerPlace, at: number): Promise<void> {
  const kinds = ['none', 'cut', 'hang', 'deafen', 'back'] as const;
  const kind = kinds[at % kinds.length] ?? 'none';
  if (kind === 'none') return;
  if (kind !== 'back') return place.proxy[kind]();
  place.proxy.cut();
  await pause(Math.random() * 100);
  place.proxy.pass();
}

test(
  'whatever was answered on before a process was killed is in the database or in its spool, in one chain',
  async () => {
    await using place = await ledgerPlace();
    using folder = passable();
    const told: string[] = [];
    const known = new Set<string>();
    let spooled = 0;
    for (let at = 0; at < KILLS; at += 1) {
      const file = join(folder.path, `told-${at}`);
      await using appender = startAppender(place.proxy.url, place.folder, file, `${at}`);
      await eventually('it appends', () => sizeOf(file) > 0 || !appender.isAlive());
      await pause(Math.random() * 150);
      await trouble(place, at);
      await pause(Math.random() * 600);
      expect(appender.isAlive()).toBe(true);
      await appender.kill();
      place.proxy.cut();
      place.proxy.pass();
      spooled += spoolsIn(place.folder).length;
      const kept = await keptIn(place.url, [...known]);
      for (const { writer } of kept) known.add(writer);
      expect(missingFrom([...idsOf(kept), ...idsInSpools(place.folder)], toldIn(file))).toEqual([]);
      told.push(...toldIn(file));
    }
    expect(spooled).toBeGreaterThan(0);
    await using next = place.open();
    await eventually('what they left is shipped', () => spoolsIn(place.folder).length === 0);
    expect(next.status.state).toBe('DATABASE');
    const kept = await place.kept();
    expect(missingFrom(idsOf(kept), told)).toEqual([]);
    expect(new Set(idsOf(kept)).size).toBe(kept.length);
    expectWhole(kept);
    expect(place.warnings).toEqual([]);
  },
  ENDS_WITHIN_MS,
);

test(
  'whatever was answered on while PostgreSQL was killed and came back is there, in one chain',
  async () => {
    using folder = passable();
    const [data, spools, file] = ['data', 'spools', 'told'].map((name) => join(folder.path, name)) as [
      string,
      string,
      string,
    ];
    let server = await startPostgres({ folder: data });
    await using proxy = await startProxy(server.url);
    try {
      await using appender = startAppender(proxy.url, spools, file, 'pg');
      for (let at = 0; at < Math.max(2, KILLS / 5); at += 1) {
        const before = sizeOf(file);
        await eventually('it appends', () => sizeOf(file) > before);
        await pause(Math.random() * 500);
        process.kill(postmasterOf(join(data, 'data'))?.pid ?? 0, 'SIGKILL');
        await server.ended;
        const meanwhile = sizeOf(file);
        await eventually('it goes on in the spool', () => sizeOf(file) > meanwhile && spoolsIn(spools).length > 0);
        await server[Symbol.asyncDispose]();
        server = await startPostgres({ folder: data });
        proxy.target(server.url);
        await eventually('the spool is shipped', () => bytesInSpools(spools) === 0);
      }
      expect(appender.isAlive()).toBe(true);
      await appender.kill();
      const kept = await keptIn(server.url);
      expect(missingFrom([...idsOf(kept), ...idsInSpools(spools)], toldIn(file))).toEqual([]);
      expectWhole(kept);
      expect(new Set(kept.map(({ writer }) => writer)).size).toBe(1);
    } finally {
      await server[Symbol.asyncDispose]();
    }
  },
  ENDS_WITHIN_MS,
);
