import { register } from 'tsx/esm/api';

/** One PostgreSQL for the whole run: DATABASE_URL where it is set, else the one that npm brought. */
export default async function setup() {
  if (process.env.TEST_DATABASE_URL) return;
  if (process.env.DATABASE_URL) {
    process.env.TEST_DATABASE_URL = process.env.DATABASE_URL;
    return;
  }
  const unregister = register();
  const { startPostgres } = await import('../../demo/postgres/server.ts');
  globalThis.testPostgres = await startPostgres({ folder: '.hub/test', onProgress() {} });
  process.env.TEST_DATABASE_URL = globalThis.testPostgres.url;
  await unregister();
}
