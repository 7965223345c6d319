import { alert, startNeutral, type World } from '../../test/policy/neutral-graph.ts';
import { type SpreadWorld, spreadAlert, startSpread } from '../../test/policy/spread-graph.ts';
import type { Ruled } from '../../test/support/ruled.ts';
import { figure, say, table } from '../measure/report.ts';
import type { Question } from './question.ts';

/** Requests of each world, in turns. */
const REQUESTS = 2_000;
const WARM = 300;
const GUARD = { roles: ['officer'] };

interface Case {
  readonly name: string;
  readonly query: string;
  start(): Promise<{ readonly graph: Ruled; enter(isThere: boolean): void }>;
}

const OVERT = Array.from({ length: 10 }, (_, at) => String(at + 1));

const CASES: readonly Case[] = [
  {
    name: 'one of 11 in a list, one agency',
    query: '{ person { alerts { id reason } } }',
    async start() {
      const world: World = { alerts: [], complaints: [] };
      const overt = OVERT.map((id) => alert(id));
      const enter = (isThere: boolean) => {
        world.alerts = isThere ? [...overt, alert('covert', true)] : overt;
      };
      return { graph: await startNeutral(world), enter };
    },
  },
  {
    name: 'the only one, one agency',
    query: '{ person { alerts { id reason officer { rank } } } }',
    async start() {
      const world: World = { alerts: [], complaints: [] };
      const enter = (isThere: boolean) => {
        world.alerts = isThere ? [alert('covert', true)] : [];
      };
      return { graph: await startNeutral(world), enter };
    },
  },
  {
    name: 'one of 11 in a list, judged by what another agency keeps',
    query: '{ desk { alerts { id reason advice } } }',
    async start() {
      const world: SpreadWorld = { alerts: [] };
      const overt = OVERT.map((id) => spreadAlert(id));
      const enter = (isThere: boolean) => {
        world.alerts = isThere ? [...overt, spreadAlert('covert', true)] : overt;
      };
      return { graph: await startSpread(world), enter };
    },
  },
];

/** Can a caller tell by the time whether there is a record that is denied? */
export const twoWorlds: Question = {
  name: 'two-worlds',
  needsPeers: false,
  async ask() {
    const rows = [];
    for (const each of CASES) {
      const { graph, enter } = await each.start();
      try {
        rows.push([each.name, ...(await compared(graph, each.query, enter))]);
      } finally {
        await graph[Symbol.asyncDispose]();
      }
      say(`${each.name}: done`);
    }
    return [
      `The same question ${REQUESTS.toLocaleString('en')} times in each of two worlds in turns, one after the other: a record is there and denied, or is not there.`,
      'Wall time of the answer at the caller, ms: p10 · p50 · p90 · p99. D is the largest distance between the two worlds’',
      `distributions (Kolmogorov–Smirnov); of equal ones it is above ${figure(critical())} once in a hundred times. Beside it the D of`,
      'every other request of the first world against the rest of it.',
      '',
      ...table([['record', 'denied', 'not there', 'D', 'D of one world'], ...rows]),
    ];
  },
};

async function compared(graph: Ruled, query: string, enter: (isThere: boolean) => void): Promise<readonly string[]> {
  const found: readonly [number[], number[]] = [[], []];
  for (let round = -WARM; round < REQUESTS; round += 1) {
    // Which world comes first changes: what one request leaves to be done is borne by both.
    for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      enter(at === 0);
      const before = performance.now();
      await graph.ask(GUARD, query);
      if (round >= 0) found[at].push(performance.now() - before);
    }
    for (const calls of Object.values(graph.calls)) calls.length = 0;
    graph.records.length = 0;
  }
  const [denied, gone] = found;
  const halves = [0, 1].map((half) => denied.filter((_, at) => at % 2 === half));
  return [quantiles(denied), quantiles(gone), figure(distance(denied, gone)), figure(distance(halves[0], halves[1]))];
}

function quantiles(values: readonly number[]): string {
  const sorted = [...values].sort((one, other) => one - other);
  return [0.1, 0.5, 0.9, 0.99].map((part) => figure(sorted[Math.floor(part * sorted.length)] ?? 0)).join(' · ');
}

/** Largest distance between two distributions, 0 to 1. */
function distance(one: readonly number[] = [], other: readonly number[] = []): number {
  const [first, second] = [one, other].map((values) => [...values].sort((a, b) => a - b));
  let most = 0;
  let [at, beside] = [0, 0];
  while (first && second && at < first.length && beside < second.length) {
    if ((first[at] ?? 0) <= (second[beside] ?? 0)) at += 1;
    else beside += 1;
    most = Math.max(most, Math.abs(at / first.length - beside / second.length));
  }
  return most;
}

/** The distance that two samples of one distribution exceed once in a hundred times. */
function critical(): number {
  return 1.63 * Math.sqrt(2 / REQUESTS);
}
