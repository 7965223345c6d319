import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphQLError } from 'graphql';
import { type AgencyFolder, type Brought, readAgencyFolder, workingFolder } from '../agency/folder.ts';
import { policiesOf, withAgency } from '../agency/published.ts';
import { loadedOf } from '../check/national.ts';
import type { CheckProblem } from '../check/problem.ts';
import { examine } from '../compose/compose.ts';
import { syntaxInWords } from '../compose/plain-words.ts';
import { ROOT } from '../compose/root.ts';
import { registersIn } from '../release/contract.ts';

/** What an agency's folder makes of the national graph. */
export type Tried = Composed | { readonly kind: 'refused'; readonly problems: readonly CheckProblem[] };

export interface Composed {
  readonly kind: 'composed';
  readonly supergraph: string;
  readonly brought: readonly Brought[];
}

/** The agency's SDL and rules, as they are now, beside what its neighbours published. */
export function tried(agency: AgencyFolder): Tried {
  try {
    const brought = withAgency(agency, workingFolder());
    const composed = examine(brought.map(({ part }) => part));
    if (composed.kind === 'refused') return composed;
    const loaded = loadedOf(composed.graph, policiesOf(brought), registersIn());
    if (!('set' in loaded)) return { kind: 'refused', problems: loaded };
    return { kind: 'composed', supergraph: composed.supergraph, brought };
  } catch (error) {
    return { kind: 'refused', problems: [error instanceof GraphQLError ? syntaxInWords(error) : unreadable(error)] };
  }
}

/**
 * The agency's folder as it is now. One that calls itself as another now is not served: keys and addresses are those of
 * the agency that was started, and another's rules would be taken for its own.
 */
export function readAnew({ path, entry: { name } }: AgencyFolder): AgencyFolder | { readonly problem: CheckProblem } {
  try {
    const now = readAgencyFolder(path);
    if (now.entry.name === name) return now;
    return {
      problem: unreadable(new Error(`agency.json: was "${name}" and is "${now.entry.name}": start hub dev anew.`)),
    };
  } catch (error) {
    return { problem: unreadable(error) };
  }
}

/** A file that is not there, or says nothing an agency could be known by: its message names it. */
function unreadable(error: unknown): CheckProblem {
  const what = error instanceof Error ? error.message : 'The files cannot be read.';
  return { rule: 'composition-problems', severity: 'error', file: '?', line: 1, what, mend: 'Mend it and save again.' };
}

/** The registers that rules speak of, beside the graph: as a gateway reads a contract. */
const REGISTERS = ['bases', 'roles.json', 'purposes.json'];

/**
 * Writes the contract as a gateway reads it. The graph comes last and by renaming: a gateway that sees it finds its
 * rules there.
 */
export function writeContract(folder: string, { supergraph, brought }: Composed): void {
  const policies = join(folder, 'policies');
  mkdirSync(policies, { recursive: true });
  for (const name of REGISTERS) {
    cpSync(fileURLToPath(new URL(`schema/${name}`, ROOT)), join(folder, name), { recursive: true });
  }
  for (const { part, policies: sources } of brought) {
    const own = join(policies, part.name);
    rmSync(own, { recursive: true, force: true });
    mkdirSync(own);
    for (const { text, file } of sources) writeFileSync(join(own, basename(file)), text);
  }
  const file = supergraphIn(folder);
  writeFileSync(`${file}.new`, supergraph);
  renameSync(`${file}.new`, file);
}

export function supergraphIn(folder: string): string {
  return join(folder, 'supergraph.graphql');
}

/** Where people mend a rule that stands in the contract. */
export function ownPlace(place: string, contract: string, agency: string): string {
  const folder = join(contract, 'policies', '');
  if (!place.startsWith(folder)) return place;
  const inside = place.slice(folder.length).replace(/^\//, '');
  return inside.startsWith(`${agency}/`)
    ? `policies/${inside.slice(agency.length + 1)}`
    : `schema/policies/${basename(inside)}`;
}
