import { openStage, startHub } from '../gateways.ts';
import { roundsOf, withinBounds } from '../measure/compared.ts';
import { spread, table } from '../measure/report.ts';
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
    await using on = await startHub(stage, engine);
    await using off = await startHub(stage, engine, { isProtected: false });
    const rows = [];
    for (const operation of OPERATIONS) {
      const costs = await roundsOf([on, off], operation, { rounds: ROUNDS, measuredS: MEASURED_S });
      rows.push([operation.name, ...costs.map((each) => spread(each.map(({ cpu }) => cpu))), withinBounds(...costs)]);
    }
    return [
      'The same hub with a token verified for each request, grants and the ledger: once with labels, purposes and rules,',
      'once without (`policies: off`, `purposes: off`, a graph without labels). CPU of the process; ÷ is the median of the',
      `ratios within each of ${ROUNDS} rounds, with the bounds it lies between 19 times in 20.`,
      '',
      ...table([['operation', 'CPU s / 1,000 protected', 'not', '÷'], ...rows]),
    ];
  },
};
