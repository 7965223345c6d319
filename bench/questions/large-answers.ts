import { fileURLToPath } from 'node:url';
import { type Gateway, openStage, startFloor, startHub } from '../gateways.ts';
import { residentMegabytes, startChild } from '../measure/child.ts';
import { cost, median, noneFailed, quantile, requestsFor, warmed } from '../measure/figures.ts';
import { fixedRate } from '../measure/load.ts';
import { figure, say, table } from '../measure/report.ts';
import { catalogue, HEAVY, LIGHT, type Operation } from '../workload/operations.ts';
import type { Options, Question } from './question.ts';

const RECORDS = 10_000;
const LARGE = catalogue(RECORDS);
const ROUNDS = 5;
const MEASURED_S = 1.2;
/** Light requests a second beside the large ones. */
const RATE = 100;
const DEFAULT_SECONDS = 25;
const TURNS = 5;
const DRAIN = fileURLToPath(new URL('../measure/one-after-another.js', import.meta.url));

interface Sum {
  readonly kind: 'sum';
  readonly requests: number;
  readonly failed: number;
}

/** Does a byte of a large answer cost more than one of a small, and does a small request wait for a large one? */
export const largeAnswers: Question = {
  name: 'large-answers',
  needsPeers: false,
  async ask({ engine, seconds = DEFAULT_SECONDS }: Options) {
    await using stage = await openStage();
    await using hub = await startHub(stage, engine);
    await using other = await startFloor(stage);
    const ofBytes = await costOfBytes(hub);
    for (const each of [hub, other]) await warmed(each, LIGHT);
    return [...ofBytes, '', ...(await waiting(hub, other, seconds))];
  },
};

interface Latencies {
  readonly quiet: number[];
  readonly beside: number[];
}

/**
 * Alone and beside large requests by turns of a few seconds, as everything here is measured.
 *
 * @param other a process that has nothing to do with the large requests: what the machine itself does to others.
 */
async function waiting(hub: Gateway, other: Gateway, seconds: number): Promise<readonly string[]> {
  const found = new Map<Gateway, Latencies>([hub, other].map((each) => [each, { quiet: [], beside: [] }]));
  const large = { requests: 0, failed: 0 };
  for (let turn = 1; turn <= TURNS; turn += 1) {
    say(`turn ${turn}: ${RATE} light requests a second, alone and then beside large ones, ${seconds / TURNS} s each`);
    for (const [gateway, { quiet, beside }] of found) {
      const alone = await fixedRate(gateway.to, LIGHT, RATE, seconds / TURNS);
      const loaded = await besideLarge(hub, gateway, seconds / TURNS);
      for (const load of [alone, loaded.light]) noneFailed(gateway.name, LIGHT, load);
      quiet.push(...alone.latencies);
      beside.push(...loaded.light.latencies);
      large.requests += loaded.large.requests;
      large.failed += loaded.large.failed;
    }
  }
  const row = (gateway: Gateway, name: string, part: number) => {
    const { quiet = [], beside = [] } = found.get(gateway) ?? {};
    const [alone, loaded] = [quantile(quiet, part), quantile(beside, part)];
    return [name, figure(alone), figure(loaded), figure(loaded / alone)];
  };
  return [
    `Light at ${RATE} requests a second, ${RATE * seconds} of them, alone and beside one large request after another`,
    `(${large.requests} of those, ${large.failed} failed; RSS then ${figure(residentMegabytes(hub.pid))} MB); below, the same`,
    'small requests answered by the floor, a process of its own that has no part in the large ones: what the machine does.',
    '',
    ...table([
      ['light', 'quiet ms', 'beside large ms', 'beside ÷ quiet'],
      row(hub, 'p50, the hub', 0.5),
      row(hub, 'p99, the hub', 0.99),
      row(other, 'p50, another process', 0.5),
      row(other, 'p99, another process', 0.99),
    ]),
  ];
}

async function costOfBytes(hub: Gateway): Promise<readonly string[]> {
  const found = new Map<Operation, number[]>([
    [HEAVY, []],
    [LARGE, []],
  ]);
  let megabytes = 0;
  const ofHeavy = requestsFor(MEASURED_S, await warmed(hub, HEAVY));
  await cost(hub, LARGE, 4, 1);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [operation, costs] of found) {
      const isLarge = operation === LARGE;
      const { cpu, bytesARequest } = await cost(hub, operation, isLarge ? 4 : ofHeavy, isLarge ? 1 : undefined);
      costs.push((cpu / 1000 / bytesARequest) * 1e9);
      if (isLarge) megabytes = bytesARequest / 1e6;
      say(`round ${round} · ${operation.name}: ${figure(costs.at(-1) ?? 0)} ns a byte`);
    }
  }
  const ratios = found.get(LARGE)?.map((nanoseconds, round) => nanoseconds / (found.get(HEAVY)?.[round] ?? Number.NaN));
  const [heavy, large] = [HEAVY, LARGE].map((operation) => figure(median(found.get(operation) ?? [])));
  return [
    `An answer of ${RECORDS.toLocaleString('en')} records from three subgraphs, ${figure(megabytes)} MB, one at a time; heavy by 16 callers.`,
    '',
    ...table([
      ['CPU ns a byte', 'heavy', 'large', 'large ÷ heavy'],
      ['median of rounds', heavy ?? '', large ?? '', figure(median(ratios ?? []))],
    ]),
  ];
}

async function besideLarge(hub: Gateway, asked: Gateway, seconds: number) {
  await using drain = startChild([DRAIN], {});
  drain.send({ url: hub.url, headers: hub.headers[0], body: LARGE.body });
  const light = await fixedRate(asked.to, LIGHT, RATE, seconds);
  const sum = drain.message<Sum>('sum');
  drain.send({ kind: 'stop' });
  return { light, large: await sum };
}
