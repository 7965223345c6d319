import { isDeepStrictEqual } from 'node:util';
import { type Gateway, openStage, type Stage, startApollo, startFloor, startHive, startHub } from '../gateways.ts';
import { ROOT, residentMegabytes } from '../measure/child.ts';
import { type Cost, cost, median, ratio, requestsFor, warmed } from '../measure/figures.ts';
import { figure, say, spread, table, versionOf } from '../measure/report.ts';
import { HEAVY, LIGHT, type Operation } from '../workload/operations.ts';
import type { Options, Question } from './question.ts';

const OPERATIONS = [HEAVY, LIGHT];
const ROUNDS = 7;
/** CPU seconds of one measurement, about. */
const MEASURED_S = 0.8;

/** One gateway's findings: operation → each round's cost. */
interface Row {
  readonly gateway: Gateway;
  readonly costs: ReadonlyMap<Operation, Cost[]>;
  readonly calls: ReadonlyMap<Operation, number>;
  readonly megabytes: number;
}

/** Main question: what does a request cost, against a program by hand and against other gateways? */
export const gateways: Question = {
  name: 'gateways',
  needsPeers: true,
  async ask(options) {
    await using stage = await openStage();
    const running: Gateway[] = [];
    try {
      for (const starting of starts(stage, options)) running.push(await starting());
      await answersAgree(running);
      const rows = await measured(stage, running);
      await answersAgree(running);
      return lines(rows);
    } finally {
      await Promise.all(running.map((gateway) => gateway[Symbol.asyncDispose]()));
    }
  },
};

function starts(stage: Stage, { engine }: Options): ReadonlyArray<() => Promise<Gateway>> {
  return [
    () => startFloor(stage),
    () => startHub(stage, engine),
    () => startHub(stage, engine, { isGranting: false }),
    () => startApollo(stage),
    () => startHive(stage, false),
    () => startHive(stage, true),
  ];
}

/** All gateways answer with the same data. @throws Error naming who differs. */
async function answersAgree(running: readonly Gateway[]): Promise<void> {
  for (const operation of OPERATIONS) {
    const answers = await Promise.all(running.map(({ to }) => to.call(operation)));
    const data = answers.map((bytes) => (bytes ? JSON.parse(bytes.toString()).data : undefined));
    running.forEach(({ name }, index) => {
      if (data[index] === undefined) throw new Error(`${name} does not answer ${operation.name}`);
      if (!isDeepStrictEqual(data[index], data[0])) throw new Error(`${name} answers ${operation.name} otherwise`);
    });
    say(`${operation.name}: ${running.length} equal answers, ${answers[0]?.length ?? 0} bytes`);
  }
}

async function measured(stage: Stage, running: readonly Gateway[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const requests = new Map<Cost[], number>();
  for (const gateway of running) {
    const costs = new Map(OPERATIONS.map((operation) => [operation, [] as Cost[]]));
    const calls = new Map<Operation, number>();
    for (const [operation, found] of costs) {
      requests.set(found, requestsFor(MEASURED_S, await warmed(gateway, operation)));
      const before = await stage.calls();
      await gateway.to.call(operation);
      calls.set(operation, (await stage.calls()) - before);
    }
    rows.push({ gateway, costs, calls, megabytes: 0 });
    say(`${gateway.name}: warm`);
  }
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { gateway, costs } of rows) {
      for (const [operation, found] of costs) {
        found.push(await cost(gateway, operation, requests.get(found) ?? 0));
        say(`round ${round} · ${gateway.name} · ${operation.name}: ${figure(found.at(-1)?.cpu ?? 0)} CPU s / 1,000`);
      }
    }
  }
  return rows.map((row) => ({ ...row, megabytes: residentMegabytes(row.gateway.pid) }));
}

function lines(rows: readonly Row[]): readonly string[] {
  const [floor, hub] = rows;
  const body = rows.map((row) => [
    row.gateway.name,
    ...OPERATIONS.flatMap((operation) => {
      const found = row.costs.get(operation) ?? [];
      return [
        spread(found.map(({ cpu }) => cpu)),
        figure(ratio(found, floor?.costs.get(operation) ?? [])),
        figure(ratio(found, hub?.costs.get(operation) ?? [])),
        `${row.calls.get(operation) ?? 0}`,
        figure(median(found.map((each) => each.requestsASecond))),
      ];
    }),
    figure(row.megabytes),
  ]);
  const head = OPERATIONS.flatMap(({ name }) => [`${name}: CPU s / 1,000`, '÷ floor', '÷ hub', 'calls', 'requests/s']);
  return [
    `CPU seconds of the gateway's process for 1,000 requests: median of ${ROUNDS} interleaved rounds (least–most), 16 callers.`,
    '`÷`: median of the ratios within a round. `calls`: requests to subgraphs for one request. The hub verifies a token,',
    'decides each field, signs grants, proves each call and writes its ledger; the others do none of it.',
    '',
    ...table([['gateway', ...head, 'RSS MB'], ...body]),
    '',
    versions(),
  ];
}

function versions(): string {
  const peers = `${ROOT}bench/peers/`;
  const names = ['@apollo/server', '@apollo/gateway', '@graphql-hive/gateway', '@graphql-hive/router-runtime'];
  return [...names.map((name) => versionOf(name, peers)), versionOf('undici')].join(' · ');
}
