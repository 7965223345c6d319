import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { postmasterOf } from '../../demo/postgres/postmaster.ts';
import { type RunningPostgres, startPostgres } from '../../demo/postgres/server.ts';
import { keptOf } from '../../gateway/ledger/entry.ts';
import { passable } from '../support/folder.ts';
import type { HubProcess } from '../support/hub-process.ts';
import { bytesInSpools, keptIn } from '../support/ledger.ts';
import { type GatewayPlace, gatewayPlace, kill, loaded, verified, workersOf } from '../support/ledger-gateway.ts';
import { ships } from '../support/ships.ts';
import { startProxy } from '../support/tcp-proxy.ts';
import { eventually } from '../support/trouble.ts';

/** Of each kind; more of them in a long run. */
const KILLS = Number(process.env['KILLS'] ?? 5);
const ENDS_WITHIN_MS = 120_000 + KILLS * 30_000;
const CALLERS = 8;

/** Callers ask without end while something is done to who answers them. */
async function askedDuring(place: GatewayPlace, url: () => string, work: () => Promise<void>) {
  let isOver = false;
  let asked = 0;
  const headers = await place.headers({ roles: ['officer'], agency: 'customs' });
  const next = () => {
    asked += 1;
    const query = 'query Find($id: ID) { ships(id: $id) { owner } }';
    return { url: url(), body: { query, variables: { id: `ship-${asked % 50}` } } };
  };
  const load = loaded(CALLERS, () => isOver, next, headers);
  try {
    await work();
  } finally {
    isOver = true;
  }
  return load;
}

/** All that was answered, once, in chains that are whole, when spools are shipped by the gateways that came after. */
async function expectAllKept(databaseUrl: string, place: GatewayPlace, answered: readonly string[]): Promise<void> {
  await eventually('the spools of those killed are shipped', () => bytesInSpools(place.spoolOf('hub')) === 0);
  const entries = (await keptIn(databaseUrl)).map(({ text }) => keptOf(text));
  const kept = entries.flatMap((each) => (each.kind === 'exchange' && each.outcome === 'ANSWERED' ? each.id : []));
  expect(new Set(kept).size).toBe(kept.length);
  const known = new Set(kept);
  expect(answered.filter((id) => !known.has(id))).toEqual([]);
  expect(answered.length).toBeGreaterThan(KILLS * 5);
  expect(await verified(databaseUrl, place)).toMatchObject({ findings: [], more: 0 });
}

/** The one that watches and those that answer, in any order. */
async function killed(gateway: HubProcess): Promise<void> {
  const pids = [gateway.pid, ...workersOf(gateway)].sort(() => Math.random() - 0.5);
  for (const pid of pids) kill(pid);
  await gateway.ended();
}

const aMoment = () => pause(Math.random() * 800);

test(
  'whatever was answered while workers, gateways and PostgreSQL were killed is in the ledger, in whole chains',
  async () => {
    using folder = passable();
    await using place = await gatewayPlace([ships]);
    let server: RunningPostgres = await startPostgres({ folder: folder.path });
    await using proxy = await startProxy(server.url);
    const started = () => place.start('hub', proxy.url);
    let gateway = await started().catch(async (error) => {
      await server[Symbol.asyncDispose]();
      throw error;
    });
    const killingGateways = async () => {
      for (let at = 0; at < KILLS; at += 1) {
        await aMoment();
        const running = workersOf(gateway);
        kill(running[Math.floor(Math.random() * running.length)]);
        await aMoment();
        await killed(gateway);
        gateway = await started();
      }
    };
    const killingDatabases = async () => {
      for (let at = 0; at < KILLS; at += 1) {
        await pause(Math.random() * 4_000);
        kill(postmasterOf(join(folder.path, 'data'))?.pid);
        await server.ended;
        await aMoment();
        await server[Symbol.asyncDispose]();
        server = await startPostgres({ folder: folder.path });
        proxy.target(server.url);
      }
    };
    try {
      const { answered } = await askedDuring(
        place,
        () => gateway.url,
        async () => void (await Promise.all([killingGateways(), killingDatabases()])),
      );
      await expectAllKept(server.url, place, answered);
    } finally {
      await gateway[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    }
  },
  ENDS_WITHIN_MS,
);
