import type { AgencyFolder } from '../agency/folder.ts';
import type { Checking } from './checking.ts';
import { type Composed, readAnew, tried, writeContract } from './contract.ts';
import type { Neighbours } from './neighbours.ts';
import type { OwnSubgraph } from './own-subgraph.ts';
import type { DevState } from './state.ts';
import type { Changes } from './watch.ts';

/** What a saved file may have to be brought to. */
export interface Work {
  readonly agency: AgencyFolder;
  /** Its system; undefined: its own fields are made up. */
  readonly source: string | undefined;
  readonly contract: string;
  readonly state: DevState;
  readonly neighbours: Neighbours;
  readonly own: OwnSubgraph | undefined;
  readonly look: Checking;
  /** What was written last for the gateway. */
  latest: Composed;
}

/** What was saved is served, or it is told why it is not. */
export async function update(work: Work, changes: Changes): Promise<void> {
  const { agency, contract, state, own, neighbours, source } = work;
  const now = readAnew(agency);
  if ('problem' in now) return state.refused([now.problem]);
  const starting = changes.code ? own?.next() : undefined;
  const next = changes.contract || state.now.kind === 'refused' ? tried(now) : work.latest;
  const problems = next.kind === 'refused' ? next.problems : ((await starting?.problems) ?? []);
  if (next.kind === 'refused' || problems.length > 0) {
    await starting?.discard();
    return state.refused(problems);
  }
  // First who answers, then what may be asked.
  await starting?.adopt();
  const brought = next.brought.find(({ part }) => part.name === now.entry.name);
  if (brought && changes.contract && isMadeUp(now, source)) await neighbours.make(brought, now.schema);
  // The gateway does not say anew that it serves what it serves.
  const isServed = !state.isDoubtful && isSame(next, work.latest);
  work.latest = next;
  if (isServed) state.served();
  else writeContract(contract, next);
  work.look.again();
}

function isSame(one: Composed, other: Composed): boolean {
  const rules = ({ brought }: Composed) => JSON.stringify(brought.map(({ policies }) => policies));
  return one.supergraph === other.supergraph && rules(one) === rules(other);
}

/** True of an agency made with the kit that has no system yet. */
export function isMadeUp({ definition }: AgencyFolder, source: string | undefined): boolean {
  return definition !== undefined && source === undefined;
}
