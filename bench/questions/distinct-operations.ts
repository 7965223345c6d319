import { type Gateway, openStage, startHub } from '../gateways.ts';
import { cpuSeconds, residentMegabytes } from '../measure/child.ts';
import { CONCURRENCY, type Cost, cost, ratio, requestsFor, warmed } from '../measure/figures.ts';
import { closedLoop, type Load } from '../measure/load.ts';
import { figure, plot, say, spread, table } from '../measure/report.ts';
import { DISTINCT, distinct, LIGHT } from '../workload/operations.ts';
import type { Options, Question } from './question.ts';

const OPERATIONS = 100_000;
const DEFAULT_SECONDS = 90;
const SAMPLE_MS = 500;
const ROUNDS = 5;
/** Odd, so that every operation comes once; large, so that neighbours share little. */
const STRIDE = 40_503;

interface Flood {
  readonly load: Load;
  /** CPU seconds for 1,000 of them. */
  readonly cpu: number;
  readonly megabytes: readonly number[];
}

/** Does the gateway grow with every operation it has never seen, and is it itself again afterwards? */
export const distinctOperations: Question = {
  name: 'distinct-operations',
  needsPeers: false,
  async ask({ engine, seconds = DEFAULT_SECONDS }: Options) {
    await using stage = await openStage();
    await using hub = await startHub(stage, engine);
    const requests = requestsFor(1, await warmed(hub, LIGHT));
    const before = await light(hub, requests);
    say(`up to ${OPERATIONS.toLocaleString('en')} operations, each once, for at most ${seconds} s`);
    const flood = await flooded(hub, seconds);
    const after = await light(hub, requests);
    return lines(flood, before, after);
  },
};

async function flooded(hub: Gateway, seconds: number): Promise<Flood> {
  const megabytes = [residentMegabytes(hub.pid)];
  const sampling = setInterval(() => megabytes.push(residentMegabytes(hub.pid)), SAMPLE_MS);
  const before = cpuSeconds(hub.pid);
  const operationAt = (n: number) => distinct((n * STRIDE) % DISTINCT);
  const load = await closedLoop(hub.to, operationAt, CONCURRENCY, { requests: OPERATIONS, seconds });
  clearInterval(sampling);
  return { load, cpu: ((cpuSeconds(hub.pid) - before) / load.requests) * 1000, megabytes };
}

function lines({ load, cpu, megabytes }: Flood, before: readonly Cost[], after: readonly Cost[]): readonly string[] {
  const half = megabytes[Math.floor(megabytes.length / 2)] ?? 0;
  return [
    `${load.requests.toLocaleString('en')} operations, no two alike, each sent once by ${CONCURRENCY} callers in ${Math.round(load.seconds)} s; ${load.failed} failed.`,
    `They took ${figure(cpu)} CPU s / 1,000. RSS of the gateway over that time:`,
    '',
    ...plot(megabytes, 'MB', load.seconds),
    '',
    ...table([
      ['RSS MB at start', 'half-way', 'at end', 'most', 'light: CPU s / 1,000 before', 'after', 'after ÷ before'],
      [
        figure(megabytes[0] ?? 0),
        figure(half),
        figure(megabytes.at(-1) ?? 0),
        figure(Math.max(...megabytes)),
        spread(before.map((each) => each.cpu)),
        spread(after.map((each) => each.cpu)),
        figure(ratio(after, before)),
      ],
    ]),
  ];
}

async function light(hub: Gateway, requests: number): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    costs.push(await cost(hub, LIGHT, requests));
    say(`light: ${figure(costs.at(-1)?.cpu ?? 0)} CPU s / 1,000`);
  }
  return costs;
}
