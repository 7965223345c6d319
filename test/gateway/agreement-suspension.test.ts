import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { agreementWith, approved, partner } from '../support/agreements.ts';
import { freshDatabase } from '../support/database.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, startRuled } from '../support/ruled.ts';

const HUB = fileURLToPath(new URL('../../bin/hub.ts', import.meta.url));
const TEXT = '{ ships { name } }';
const KE = partner('partner-ke', 'KE');
/** Longest that a suspended agreement may be answered under, milliseconds. */
const AT_ONCE_MS = 1_000;
const ROUNDS = 4;

const start = (registryUrl: string) =>
  startRuled(
    [
      {
        name: 'port',
        types:
          'type Query @classified(as: OFFICIAL) { ships: [Ship!] } type Ship @classified(as: OFFICIAL) { name: String }',
        resolvers: { Query: { ships: () => [{ name: 'Anna' }] } },
        policies: policiesOf(
          'port',
          policy(
            'ports',
            'principal in Role::"partner", action == Action::"disclose", resource',
            'context has agreement && context.agreement == "ug-ke-customs" && context.purpose == "RISK_ASSESSMENT"',
          ),
          policy(
            'officers',
            'principal in Role::"officer", action == Action::"disclose", resource',
            'context.purpose == "RISK_ASSESSMENT"',
          ),
        ),
      },
    ],
    undefined,
    [
      {
        agreement: agreementWith({ id: 'ug-ke-customs', fields: { Query: ['ships'], Ship: ['name'] }, queryKeys: {} }),
        documents: [approved(TEXT)],
      },
    ],
    registryUrl,
  );

/** Milliseconds until every hub answers a partner so. @throws Error where one never does. */
async function timeUntil(hubs: readonly Ruled[], errors: readonly string[]): Promise<number> {
  const since = performance.now();
  while (performance.now() - since < 10_000) {
    const found = await Promise.all(hubs.map((hub) => hub.ask(KE, { documentId: approved(TEXT).id })));
    if (found.every((each) => JSON.stringify(each.errors) === JSON.stringify(errors))) return performance.now() - since;
    await pause(10);
  }
  throw new Error(`not everywhere ${errors}`);
}

function hub(registryUrl: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', HUB, ...args], {
    env: { ...process.env, HUB_REGISTRY_URL: registryUrl },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

async function query(url: string, statement: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('a suspension is in force on every gateway within a second, and so is its end; officers go on', async () => {
  await using database = await freshDatabase();
  await using one = await start(database.url);
  await using other = await start(database.url);
  const hubs = [one, other];
  expect(await timeUntil(hubs, [])).toBeLessThan(10_000);
  const [suspended, resumed]: [number[], number[]] = [[], []];
  // The command has ended: from its last line on a second may pass. A machine that is busy has more than one try.
  for (let round = 1; round <= ROUNDS && !areAtOnce(suspended, resumed); round += 1) {
    expect(hub(database.url, 'agreement', 'suspend', 'ug-ke-customs')).toMatchObject({ status: 0 });
    suspended.push(await timeUntil(hubs, ['AGREEMENT_NOT_IN_FORCE']));
    expect((await one.ask({ roles: ['officer'] }, TEXT)).data).toEqual({ ships: [{ name: 'Anna' }] });
    expect(hub(database.url, 'agreement', 'resume', 'ug-ke-customs').said).toMatch('is in force again');
    resumed.push(await timeUntil(hubs, []));
  }
  expect(Math.min(...suspended)).toBeLessThan(AT_ONCE_MS);
  expect(Math.min(...resumed)).toBeLessThan(AT_ONCE_MS);
});

function areAtOnce(...times: readonly number[][]): boolean {
  return times.every((each) => Math.min(...each) < AT_ONCE_MS);
}

test('what is suspended must be an agreement, and a registry that is older learns to keep suspensions', async () => {
  await using database = await freshDatabase();
  const wrong = hub(database.url, 'agreement', 'suspend', 'no-such');
  expect([wrong.status, wrong.said]).toEqual([1, expect.stringContaining('name one of')]);
  await query(
    database.url,
    `create schema hub_registry; create table hub_registry.revocation (
    kind text not null check (kind in ('token', 'id', 'principal')), issuer text not null, value text not null,
    ends timestamptz not null, made timestamptz not null default now(), primary key (kind, issuer, value))`,
  );
  expect(hub(database.url, 'agreement', 'suspend', 'ug-ke-customs').status).toBe(0);
  expect(await query(database.url, 'select kind, value from hub_registry.revocation')).toEqual([
    { kind: 'agreement', value: 'ug-ke-customs' },
  ]);
  expect(hub(database.url, 'agreement', 'resume', 'ug-ke-customs').said).toMatch('is in force again');
  expect(hub(database.url, 'agreement', 'resume', 'ug-ke-customs').said).toMatch('was not suspended');
});
