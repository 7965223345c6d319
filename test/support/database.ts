import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** An empty database of the test's own, dropped when it is disposed of. */
export async function freshDatabase(): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests with npm test');
  const name = `hub_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    async [Symbol.asyncDispose]() {
      await onServer(server, `drop database if exists ${name} with (force)`, name);
    },
  };
}

/** Connections that are just ending are let go first: one cut off would end the test with its own error. */
async function untilUnused(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const { rowCount } = await client.query('select 1 from pg_stat_activity where datname = $1', [name]);
    if (rowCount === 0) return;
    await pause(100);
  }
}

async function onServer(url: string, statement: string, unused?: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (unused !== undefined) await untilUnused(client, unused);
    await client.query(statement);
  } finally {
    await client.end();
  }
}
