import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'graphql';
import pg from 'pg';
import { compose } from '../../bin/compose/compose.ts';
import { type KeyFiles, makeKeyFiles } from '../../bin/ledger/key-files.ts';
import { verificationKeysOf } from '../../gateway/ledger/signing.ts';
import { type Verified, verifyLedger } from '../../gateway/ledger/verify.ts';
import { type Call, startServer } from './federated.ts';
import { type HubProcess, startHubProcess } from './hub-process.ts';
import { basis } from './policies.ts';
import { PROTECTION } from './protection.ts';
import { HEAD, type RuledAgency } from './ruled.ts';
import { type Claims, testIssuer } from './tokens.ts';

const PURPOSE = 'RISK_ASSESSMENT';

/** Agencies, their rules and the keys of a ledger, for gateways that are processes of their own. */
export interface GatewayPlace extends AsyncDisposable {
  readonly folder: string;
  readonly files: KeyFiles;
  readonly checkpoints: string;
  spoolOf(instance: string): string;
  /** @param databaseUrl of its ledger. */
  start(instance: string, databaseUrl: string): Promise<HubProcess>;
  headers(claims: Claims): Promise<Readonly<Record<string, string>>>;
}

/** @throws Error where the agencies do not fit together. */
export async function gatewayPlace(agencies: readonly RuledAgency[]): Promise<GatewayPlace> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hub-test-')));
  const servers: AsyncDisposable[] = [];
  const close = async () => {
    for (const server of servers) await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const identity = await testIssuer();
    write(folder, 'supergraph.graphql', await composed(agencies, servers));
    writeContract(folder, agencies);
    const names = agencies.map(({ name }) => name);
    const files = makeKeyFiles(join(folder, 'keys'), names);
    const checkpoints = join(folder, 'checkpoints');
    const spoolOf = (instance: string) => join(folder, `spool-${instance}`);
    const { issuer, audience, speaksFor } = identity.issuer;
    const config = {
      supergraph: 'supergraph.graphql',
      ...{ roles: 'roles.json', purposes: 'purposes.json', policies: 'policies', bases: 'bases', grants: 'off' },
      issuers: [
        {
          ...{ issuer, audience, keys: { jwks: { keys: [identity.jwk] } } },
          speaksFor: { agencies: [...speaksFor.agencies], countries: ['UG'], roles: ['officer'] },
        },
      ],
    };
    const ledgerOf = (instance: string) => ({
      databaseUrl: { fromEnvironment: 'LEDGER_AT' },
      naming: { fromFile: files.naming },
      spool: { folder: spoolOf(instance) },
      signing: { fromFile: files.signing },
      checkpoints: { folder: checkpoints, seconds: 1 },
      owners: Object.fromEntries(Object.entries(files.owners).map(([name, file]) => [name, { fromFile: file }])),
      instance,
    });
    return {
      ...{ folder, files, checkpoints, spoolOf },
      start(instance, databaseUrl) {
        const file = write(folder, `${instance}.json`, { ...config, ledger: ledgerOf(instance) });
        return startHubProcess(['--config', file, '--workers', '2', '--port', '0'], { LEDGER_AT: databaseUrl });
      },
      async headers(claims) {
        const authorization = `Bearer ${await identity.token(claims)}`;
        return { authorization, 'hub-purpose': PURPOSE, 'content-type': 'application/json' };
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function write(folder: string, name: string, content: string | object): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function composed(agencies: readonly RuledAgency[], servers: AsyncDisposable[]): Promise<string> {
  const parts = [];
  for (const { name, types, resolvers } of agencies) {
    const typeDefs = `${HEAD}\n${PROTECTION}\n${types}`;
    const forgotten: Call[] = [];
    const server = await startServer({ name, typeDefs, resolvers, federation: 1 }, forgotten);
    servers.push(server);
    parts.push({ name, url: server.url, document: parse(typeDefs) });
  }
  const made = compose(parts);
  if (made.kind === 'refused') throw new Error(made.problems.join('\n'));
  return made.supergraph;
}

function writeContract(folder: string, agencies: readonly RuledAgency[]): void {
  mkdirSync(join(folder, 'policies'));
  mkdirSync(join(folder, 'bases'));
  const { id, title, instrument } = basis('test-act');
  write(folder, 'bases/test-act.json', { id, title, instrument, validFrom: '2005-01-01' });
  for (const { name, policies } of agencies) write(folder, `policies/${name}.cedar`, policies);
  write(folder, 'roles.json', { officer: [] });
  write(folder, 'purposes.json', [{ name: PURPOSE, title: 'Weighing what is due.', needsCase: false }]);
}

/** What callers were answered with data: the decisions, each once. */
export interface Load {
  readonly answered: readonly string[];
  /** Other answers, and calls without one. */
  readonly failed: number;
}

/** @param next the address to call, and what to ask. */
export async function loaded(
  callers: number,
  isOver: () => boolean,
  next: () => { readonly url: string; readonly body: object },
  headers: Readonly<Record<string, string>>,
): Promise<Load> {
  const answered: string[] = [];
  let failed = 0;
  const caller = async () => {
    while (!isOver()) {
      const { url, body } = next();
      const id = await decisionOf(url, body, headers);
      if (id !== undefined) answered.push(id);
      else failed += 1;
      if (id === undefined) await pause(100);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return { answered, failed };
}

/** @returns undefined where no data came, or no answer. */
async function decisionOf(url: string, body: object, headers: Readonly<Record<string, string>>) {
  try {
    const signal = AbortSignal.timeout(15_000);
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
    const { data, extensions } = (await response.json()) as { data?: object; extensions?: { decisionId: string } };
    return data ? extensions?.decisionId : undefined;
  } catch {
    return undefined;
  }
}

/** The processes that answer for a gateway. */
export function workersOf({ pid }: HubProcess): readonly number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
    return children.filter((child) => isHub(child));
  } catch {
    return [];
  }
}

function isHub(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bin/hub.ts');
  } catch {
    return false;
  }
}

export function kill(pid: number | undefined): void {
  try {
    if (pid) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Holds the whole ledger to its links and checkpoints, those that were exported as well. */
export async function verified(databaseUrl: string, { files, checkpoints }: GatewayPlace): Promise<Verified> {
  const keys = verificationKeysOf(JSON.parse(readFileSync(files.verification, 'utf8')));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await verifyLedger(client, { keys, exported: checkpoints });
  } finally {
    await client.end();
  }
}

/** Every file below a folder with its bytes. */
export function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(names.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))]));
}
