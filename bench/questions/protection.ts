import { type Gateway, openStage, startHub } from '../gateways.ts';
import { type Cost, cost, ratioWithin, requestsFor, warmed } from '../measure/figures.ts';
import { figure, say, spread, table } from '../measure/report.ts';
import { HEAVY, LIGHT } from '../workload/operations.ts';
import type { Question } from './question.ts';

const OPERATIONS = [HEAVY, LIGHT];
/** Many and short: what else the machine does comes and goes in seconds. */
const ROUNDS = 64;
/** CPU seconds of one measurement, about. */
const MEASURED_S = 0.5;

/** What does it cost that every field is decided by its owner's rules? */
export const protection: Question = {
  name: 'protection',
  needsPeers: false,
  async ask({ engine }) {
    await using stage = await openStage();
    const gateways: Gateway[] = [];
    try {
      gateways.push(await startHub(stage, engine));
      gateways.push(await startHub(stage, engine, { isProtected: false }));
      const rows = [];
      for (const operation of OPERATIONS) rows.push(await compared(gateways, operation));
      return [
        'The same hub with a token verified for each request, grants and the ledger: once with labels, purposes and rules,',
        'once without (`policies: off`, `purposes: off`, a graph without labels). CPU of the process; ÷ is the median of the',
        `ratios within each of ${ROUNDS} rounds, with the bounds it lies between 19 times in 20.`,
        '',
        ...table([['operation', 'CPU s / 1,000 protected', 'not', '÷'], ...rows]),
      ];
    } finally {
      await Promise.all(gateways.map((gateway) => gateway[Symbol.asyncDispose]()));
    }
  },
};

async function compared(gateways: readonly Gateway[], operation: (typeof OPERATIONS)[number]): Promise<string[]> {
  const [on, off] = gateways;
  if (!on || !off) return [];
  const requests = requestsFor(MEASURED_S, await warmed(on, operation));
  await warmed(off, operation);
  const found: [Cost[], Cost[]] = [[], []];
  for (let round = 1; round <= ROUNDS; round += 1) {
    // Who goes first changes, so that what a round leaves behind is borne by both.
    for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      found[at].push(await cost(at === 0 ? on : off, operation, requests));
    }
    if (round % 8 === 0) say(`${operation.name}, round ${round} of ${ROUNDS}`);
  }
  const cpus = found.map((costs) => spread(costs.map(({ cpu }) => cpu)));
  const [low, middle, high] = ratioWithin(found[0], found[1]);
  return [operation.name, ...cpus, `${figure(middle)} (${figure(low)}–${figure(high)})`];
}
