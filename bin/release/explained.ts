import type { Coordinate } from '../../gateway/ids.ts';
import { argumentVariables, givenBy, readBy } from '../../gateway/policy/input-reads.ts';
import type { Question } from '../../gateway/policy/rules.ts';
import { decideOver } from '../../gateway/policy/walk.ts';
import type { AskedOperation } from './asked.ts';
import type { Contract } from './contract.ts';
import { type Why, whyOf } from './why.ts';

/** Why each field of an operation is released as it is, in the order it is asked for. */
export function explained(
  { operation, variables }: AskedOperation,
  contract: Contract,
  question: Question,
  now: number,
): readonly Why[] {
  const whys = new Map<string, Why>();
  const rules = contract.rules.at(now);
  const given = givenBy(argumentVariables(operation, contract.rules.inputs), (each) => readBy(each, variables));
  decideOver(operation, contract.supergraph.api, {
    type: () => true,
    field(at: Coordinate, field) {
      const used = rules.used(at, field, given);
      whys.set(`${at} ${used.arguments.join()} ${used.within.join()}`, whyOf(at, used, contract, question, now));
      return rules.field(at, used, question);
    },
  });
  return [...whys.values()];
}
