import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { genesis, linkOf } from '../../gateway/ledger/chain.ts';
import type { LedgerWarning, LedgerWriter, WriterOptions } from '../../gateway/ledger/ledger-writer.ts';
import { openWriter } from '../../gateway/ledger/writer.ts';
import { freshDatabase } from './database.ts';
import { startProxy, type TcpProxy } from './tcp-proxy.ts';

export { entryOf } from './ledger-entry.ts';

/** A row of the database, or a line of a spool. */
export interface Kept {
  readonly writer: string;
  readonly sequence: number;
  readonly at: number;
  readonly text: string;
  readonly link: string;
  readonly names: readonly string[];
}

/** All that is in the database, by writer and number; but of writers that are known. */
export async function keptIn(databaseUrl: string, known: readonly string[] = []): Promise<readonly Kept[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Kept>(
      `select writer, sequence::int, (extract(epoch from at) * 1000)::float8 as at, text, encode(link, 'hex') as link, names
         from hub_ledger.entry where writer <> all ($1) order by writer, hub_ledger.entry.sequence`,
      [known],
    );
    return rows;
  } finally {
    await client.end();
  }
}

/** Ids of entries in order. */
export function idsOf(kept: readonly Kept[]): readonly string[] {
  return kept.map(({ text }) => JSON.parse(text).id);
}

/** Every chain begins with 1, has no gap, and its links are those of its texts. */
export function expectWhole(kept: readonly Kept[]): void {
  const chains = new Map<string, Kept[]>();
  for (const row of kept) {
    const chain = chains.get(row.writer);
    if (chain) chain.push(row);
    else chains.set(row.writer, [row]);
  }
  for (const [writer, rows] of chains) {
    rows.sort((one, other) => one.sequence - other.sequence);
    expect(rows.findIndex(({ sequence }, at) => sequence !== at + 1)).toBe(-1);
    let link = genesis(writer);
    const wrong = rows.filter((row) => {
      link = linkOf(link, row.sequence, row.text);
      const { at, names } = JSON.parse(row.text);
      return row.link !== link.toString('hex') || row.at !== at || row.names.join() !== names.join();
    });
    expect(wrong).toEqual([]);
  }
}

/** Names of the spools in a folder. */
export function spoolsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.spool'));
  } catch {
    return [];
  }
}

export function bytesInSpools(folder: string): number {
  return spoolsIn(folder).reduce((sum, name) => {
    return sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}

/** Ids of the whole lines of all spools in a folder. */
export function idsInSpools(folder: string): readonly string[] {
  return spoolsIn(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line.slice(line.indexOf('{'))).id as string),
  );
}

/** A database behind a proxy, a folder for spools, and what writers warn of. */
export interface LedgerPlace extends AsyncDisposable {
  /** Past the proxy. */
  readonly url: string;
  readonly proxy: TcpProxy;
  /** Not made yet. */
  readonly folder: string;
  readonly warnings: LedgerWarning[];
  open(options?: Partial<WriterOptions>): LedgerWriter;
  kept(): Promise<readonly Kept[]>;
}

export async function ledgerPlace(): Promise<LedgerPlace> {
  const database = await freshDatabase();
  const proxy = await startProxy(database.url);
  const above = mkdtempSync(join(tmpdir(), 'hub-test-'));
  const folder = join(above, 'spool');
  const warnings: LedgerWarning[] = [];
  return {
    url: database.url,
    proxy,
    folder,
    warnings,
    open: (options) =>
      openWriter({
        instance: 'hub-1',
        databaseUrl: proxy.url,
        spool: { folder, mostBytes: 4_000_000, mostMs: 3_600_000 },
        timeoutMs: 2_000,
        retryMs: 20,
        onWarning: (warning) => warnings.push(warning),
        ...options,
      }),
    kept: () => keptIn(database.url),
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      rmSync(above, { recursive: true, force: true });
    },
  };
}

/** What became of appends: undefined where it settled, else the code of the refusal. */
export async function outcomes(appends: readonly Promise<void>[]): Promise<readonly (string | undefined)[]> {
  const settled = await Promise.allSettled(appends);
  return settled.map((one) => (one.status === 'rejected' ? String(Reflect.get(one.reason, 'code')) : undefined));
}
