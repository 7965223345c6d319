import { type Gateway, openStage, startHub } from '../gateways.ts';
import { type Cost, cost, ratio, requestsFor, warmed } from '../measure/figures.ts';
import { figure, say, spread, table } from '../measure/report.ts';
import { HEAVY, LIGHT } from '../workload/operations.ts';
import type { Options, Question } from './question.ts';

const OPERATIONS = [HEAVY, LIGHT];
/** Subgraphs beside the four of the workload. */
const REGISTERS = 36;
/** Many and short: what else the machine does comes and goes in seconds. */
const ROUNDS = 24;
const MEASURED_S = 0.4;

/** Does a request cost more the more subgraphs there are that it does not ask? */
export const graphSize: Question = {
  name: 'graph-size',
  needsPeers: false,
  async ask({ engine }: Options) {
    await using small = await openStage();
    await using large = await openStage(REGISTERS);
    await using hubOfFour = await startHub(small, engine);
    await using hubOfForty = await startHub(large, engine);
    const rows = [['operation', 'CPU s / 1,000 with 4', 'with 40', '40 ÷ 4']];
    for (const operation of OPERATIONS) {
      const [ofFour, ofForty] = await compared(hubOfFour, hubOfForty, operation);
      const cpus = [ofFour, ofForty].map((costs) => spread(costs.map(({ cpu }) => cpu)));
      rows.push([operation.name, ...cpus, figure(ratio(ofForty, ofFour))]);
    }
    return [
      `The hub over the 4 subgraphs of the workload, and over 40: ${REGISTERS} more with types of their own, which no request`,
      `asks. Median of ${ROUNDS} interleaved rounds (least–most); \`÷\`: median of the ratios within a round.`,
      '',
      ...table(rows),
    ];
  },
};

async function compared(
  one: Gateway,
  other: Gateway,
  operation: (typeof OPERATIONS)[number],
): Promise<readonly [readonly Cost[], readonly Cost[]]> {
  const requests = requestsFor(MEASURED_S, await warmed(one, operation));
  await warmed(other, operation);
  const found: [Cost[], Cost[]] = [[], []];
  for (let round = 1; round <= ROUNDS; round += 1) {
    // Who goes first changes, so that what a round leaves behind is borne by both.
    for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      found[at].push(await cost(at === 0 ? one : other, operation, requests));
    }
    const [of4, of40] = found.map((costs) => figure(costs.at(-1)?.cpu ?? 0));
    say(`round ${round} · ${operation.name}: ${of4} with 4, ${of40} with 40`);
  }
  return found;
}
