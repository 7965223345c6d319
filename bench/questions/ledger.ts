import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../demo/postgres/server.ts';
import { hubHome } from '../../demo/start/home.ts';
import { decisionId } from '../../gateway/ids.ts';
import { exchangeEntry } from '../../gateway/ledger/entry.ts';
import { namings } from '../../gateway/ledger/naming.ts';
import { verifyLedger } from '../../gateway/ledger/verify.ts';
import { openWriter } from '../../gateway/ledger/writer.ts';
import { fixedKeys } from '../../standards/grant/keys.ts';
import { ledgerKeysOf, madeHashKey } from '../../standards/ledger/keys.ts';
import { nameBy } from '../../standards/ledger/reference.ts';
import { openStage, startHub } from '../gateways.ts';
import { roundsOf, withinBounds } from '../measure/compared.ts';
import { median } from '../measure/figures.ts';
import { figure, say, spread, table } from '../measure/report.ts';
import { HEAVY, LIGHT } from '../workload/operations.ts';
import type { Question } from './question.ts';

const OPERATIONS = [LIGHT, HEAVY];
/** Callers at once. */
const CALLERS = 50;
const ROUNDS = 24;
/** CPU seconds of one measurement, about. */
const MEASURED_S = 1;
const ENTRIES = 100_000;
/** Entries that wait at once. */
const AT_ONCE = 512;

/** What does it cost that nothing leaves before its entry is durable? */
export const ledger: Question = {
  name: 'ledger',
  needsPeers: false,
  async ask({ engine }) {
    await using database = await startPostgres({ folder: `${hubHome()}/bench` });
    const rows = await throughput(database.url, engine);
    const [written, verified] = await chain(database.url);
    return [
      `The hub with its ledger in a PostgreSQL of this machine, users named as data subjects, against the same hub whose ledger is`,
      `lines to /dev/null. ${CALLERS} callers; ÷ is the median of the ratios within each of ${ROUNDS} rounds, with the bounds it lies between`,
      '19 times in 20. PostgreSQL, the subgraphs and the callers share the machine with the gateway.',
      '',
      ...table([['operation', 'requests/s with', 'without', 'throughput ÷', 'CPU ÷ (gateway alone)'], ...rows]),
      '',
      `Entries of 3 data subjects each, ${AT_ONCE} waiting at once, one process; then verified from the database.`,
      '',
      ...table([
        ['entries', 'written/s', 'CPU µs an entry', 'verified/s'],
        [String(ENTRIES), ...written, verified],
      ]),
    ];
  },
};

async function throughput(databaseUrl: string, engine: string | undefined): Promise<readonly (readonly string[])[]> {
  await using stage = await openStage();
  const naming = join(stage.folder, 'naming.json');
  writeFileSync(naming, JSON.stringify({ hashing: [madeHashKey(new Date(0))] }));
  const kept = {
    HUB_LEDGER_URL: databaseUrl,
    HUB_LEDGER_NAMING_FILE: naming,
    HUB_LEDGER_SPOOL: join(stage.folder, 'spool'),
  };
  await using on = await startHub(stage, engine, { environment: kept });
  await using off = await startHub(stage, engine);
  const rows = [];
  for (const operation of OPERATIONS) {
    const costs = await roundsOf([on, off], operation, { rounds: ROUNDS, measuredS: MEASURED_S, callers: CALLERS });
    // Requests a second, compared as costs are.
    const rates = costs.map((each) => each.map((one) => ({ ...one, cpu: one.requestsASecond })));
    const medians = rates.map((each) => figure(median(each.map(({ cpu }) => cpu))));
    rows.push([operation.name, ...medians, withinBounds(rates[0] ?? [], rates[1] ?? []), withinBounds(...costs)]);
  }
  return rows;
}

/** @returns entries a second and CPU of each, and how many are verified in a second. */
async function chain(databaseUrl: string): Promise<readonly [readonly [string, string], string]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('drop schema if exists hub_ledger cascade');
    const written = await writtenBy(databaseUrl);
    const rates: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const since = performance.now();
      const { entries, findings } = await verifyLedger(client, { keys: new Map() });
      if (findings.length > 0 || entries < ENTRIES) throw new Error('the chain does not verify');
      rates.push((entries / (performance.now() - since)) * 1_000);
    }
    return [written, spread(rates)];
  } finally {
    await client.end();
  }
}

async function writtenBy(databaseUrl: string): Promise<readonly [string, string]> {
  const naming = namings(fixedKeys(ledgerKeysOf({ hashing: [madeHashKey(new Date(0))] })))(Date.now());
  const key = createSecretKey(randomBytes(32));
  await using writer = openWriter({ instance: 'bench', databaseUrl, spool: undefined });
  let next = 0;
  const one = async (): Promise<void> => {
    for (let at = next++; at < ENTRIES; at = next++) {
      await writer.append(exchangeEntry(recordOf(at, naming.key, (name) => nameBy(key, name))));
    }
  };
  await writer.append(exchangeEntry(recordOf(-1, naming.key, (name) => nameBy(key, name))));
  const [since, cpu] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - since) / 1_000;
  say(`${ENTRIES} entries written`);
  return [figure(ENTRIES / seconds), figure((user + system) / ENTRIES)];
}

const COORDINATES = ['mrn', 'typeCode', 'acceptanceDateTime', 'declarationOfficeId', 'declarant', 'goodsItemQuantity'];

function recordOf(at: number, key: string, name: (reference: string) => string): Parameters<typeof exchangeEntry>[0] {
  const released = COORDINATES.map((field) => `Declaration.${field}`) as never;
  return {
    ...{ decisionId: decisionId(randomUUID()), receivedAt: new Date().toISOString(), issuer: 'https://identity.bench' },
    ...{ principal: `officer-${at % 500}`, agency: 'customs', country: 'UG', roles: ['officer'], clearance: undefined },
    ...{
      post: 'UGBUS',
      onBehalfOf: undefined,
      purpose: 'RISK_ASSESSMENT',
      caseReference: undefined,
      agreement: undefined,
    },
    ...{ operationName: 'Declaration', operationId: 'f'.repeat(64), released, counts: [1, 1, 1, 1, 1, 1], masked: [] },
    ...{
      withheld: ['Declaration.invoiceAmount'],
      policyVersion: '0123456789abcdef',
      policies: ['customs-officers-read'],
    },
    ...{
      bases: ['customs-act'],
      uses: ['join Declaration.mrn sps'],
      graph: '0123456789abcdef',
      sources: { customs: 'OK' },
    },
    ...{ outcome: 'ANSWERED', refusal: undefined, sealed: undefined },
    names: { key, subjects: [0, 1, 2].map((each) => name(`${at * 3 + each}`)), records: [], sought: [], unnamed: 0 },
  };
}
