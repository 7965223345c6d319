import { readFileSync } from 'node:fs';
import pg from 'pg';
import { type IncomingMessage, intakeSpsMessages, type SpsIntakeOutcome } from '../../demo/sps/intake.ts';
import { startSps } from '../../demo/sps/service.ts';
import { prepareSps } from '../../demo/sps/tables.ts';
import { freshDatabase } from '../support/database.ts';

/** An SPS system of the test's own, its service running. */
export interface SpsSystem extends AsyncDisposable {
  readonly url: string;
  readonly pool: pg.Pool;
  load(messages: Iterable<IncomingMessage>): Promise<SpsIntakeOutcome[]>;
  /** Posts JSON to the service. */
  post(path: string, body: unknown): Promise<{ status: number; text: string }>;
  /** Everything its tables hold beside raw messages, as one text. */
  stored(): Promise<string>;
}

export async function spsSystem(): Promise<SpsSystem> {
  const database = await freshDatabase();
  await prepareSps(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on('error', () => {});
  const service = await startSps({ databaseUrl: database.url });
  return {
    url: service.url,
    pool,
    async load(messages) {
      const outcomes: SpsIntakeOutcome[] = [];
      for await (const outcome of intakeSpsMessages(pool, messages)) outcomes.push(outcome);
      return outcomes;
    },
    async post(path, body) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${service.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, text: await answer.text() };
    },
    async stored() {
      const tables = ['version', 'record', 'version_mrn', 'cited_entry_document', 'write_off', 'message_warning'];
      const texts = [];
      for (const table of tables) texts.push((await pool.query(`select * from ${table} order by 1, 2`)).rows);
      return JSON.stringify(texts);
    },
    async [Symbol.asyncDispose]() {
      await service[Symbol.asyncDispose]();
      await pool.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** One of the repository's own samples, its text changed by the test where it asks to. */
export function sample(name: string, change: (text: string) => string = (text) => text): IncomingMessage {
  const text = readFileSync(new URL(`../../demo/sps/samples/${name}`, import.meta.url), 'utf8');
  const changed = change(text);
  return { name, bytes: Buffer.from(changed, 'utf8') };
}
