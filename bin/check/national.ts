import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { agreementOf } from '../../gateway/agreements/agreement.ts';
import { readDocuments } from '../../gateway/config/agreements.ts';
import { rulesOver } from '../../gateway/generation.ts';
import { type LoadedPolicies, PolicyError } from '../../gateway/policy/load.ts';
import type { Policies } from '../../gateway/policy/sources.ts';
import type { Supergraph } from '../../gateway/supergraph/load.ts';
import type { AgencyFolder } from '../agency/folder.ts';
import { policiesOf, publishedBases, withAgency } from '../agency/published.ts';
import { examine } from '../compose/compose.ts';
import { nationalParts, policyFilesOf } from '../compose/parts.ts';
import { ROOT } from '../compose/root.ts';
import { registersIn } from '../release/contract.ts';
import { audienceOf } from './audience.ts';
import { labelledFields } from './derived-labels.ts';
import type { CheckedAgreement, CheckGraph, CheckInput, CheckPart, CheckRegisters, StoredOperation } from './input.ts';
import type { CheckProblem } from './problem.ts';

/** The agencies of this repository with their own files of SDL and policies. @throws Error where a register is broken. */
export function nationalInput(now: number): CheckInput {
  const parts = nationalParts();
  return inputOf(parts, nationalPolicies(parts), now);
}

/** The rules of these agencies, file by file as they write them, and the bases. */
export function nationalPolicies(parts: readonly Pick<CheckPart, 'name'>[]): Policies {
  return { sources: parts.flatMap(({ name }) => policyFilesOf(name)), bases: publishedBases() };
}

/**
 * An agency of a folder of its own beside what its neighbours published.
 *
 * @param from folder from which people are told where its files are.
 * @throws GraphQLError where its SDL is none.
 */
export function agencyInput(agency: AgencyFolder, from: URL, now: number): CheckInput {
  const brought = withAgency(agency, from);
  const parts = brought.map(({ part, isKit }) => ({ ...part, isKit }));
  return inputOf(parts, policiesOf(brought), now);
}

function inputOf(
  parts: readonly (CheckPart & { readonly url: string })[],
  policies: Policies,
  now: number,
): CheckInput {
  const registers = registersIn();
  const agreements = agreementsIn('schema/agreements/', PARTNERS);
  const operations = [...officersIn('schema/operations/officer/'), ...partnersOf(agreements)];
  return { ...checkInput(parts, policies, registers, now, agreements), operations };
}

const PARTNERS = 'schema/operations/partner/';

function officersIn(folder: string): readonly StoredOperation[] {
  const names = readdirSync(new URL(folder, ROOT)).filter((name) => name.endsWith('.graphql'));
  return names.sort().map((name) => ({
    ...{ file: `${folder}${name}`, agreement: undefined },
    text: readFileSync(new URL(`${folder}${name}`, ROOT), 'utf8'),
  }));
}

/** What is approved and not taken back. */
function partnersOf(agreements: CheckInput['agreements']): readonly StoredOperation[] {
  return agreements.flatMap((each) => {
    if (each.kind === 'unreadable') return [];
    const { agreement, documents } = each.contract;
    return documents
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map(({ name, text }) => ({
        ...{ file: `${PARTNERS}${agreement.id}/${name}.graphql`, agreement: agreement.id },
        text,
      }));
  });
}

/** Everything the rules look at: composed as far as it goes. */
export function checkInput(
  parts: readonly (CheckPart & { readonly url: string })[],
  policies: Policies,
  registers: CheckRegisters,
  now: number,
  agreements: CheckInput['agreements'] = [],
): CheckInput {
  const fields = labelledFields(parts);
  const composed = examine(parts);
  const without = { parts, fields, policies, registers, agreements, now, graph: undefined };
  if (composed.kind === 'refused') {
    return { ...without, compositionProblems: composed.problems, policyProblems: [] };
  }
  const { graph: supergraph, api, supergraph: sdl, picture } = composed;
  const fitting = { ...without, composed: { supergraph, texts: { api, supergraph: sdl, picture } } };
  const loaded = loadedOf(supergraph, policies, registers);
  if (!('set' in loaded)) return { ...fitting, compositionProblems: [], policyProblems: loaded };
  const graph = graphOf(supergraph, loaded, policies, registers, now);
  return { ...fitting, graph, compositionProblems: [], policyProblems: [] };
}

/** Each file by itself: what is wrong with one is told beside what is wrong with another. */
function agreementsIn(folder: string, operations: string): CheckInput['agreements'] {
  const names = readdirSync(new URL(folder, ROOT)).filter((name) => name.endsWith('.json'));
  return names.sort().map((name): CheckedAgreement => {
    const file = `${folder}${name}`;
    try {
      const agreement = agreementOf(JSON.parse(readFileSync(new URL(file, ROOT), 'utf8')));
      const documents = readDocuments(fileURLToPath(new URL(`${operations}${agreement.id}`, ROOT)));
      return { file, kind: 'read', contract: { agreement, documents } };
    } catch (error) {
      return { file, kind: 'unreadable', problem: error instanceof Error ? error.message : 'it cannot be read' };
    }
  });
}

/** The rules as a gateway loads them, or what is wrong with them. */
export function loadedOf(
  supergraph: Supergraph,
  policies: Policies,
  registers: CheckRegisters,
): LoadedPolicies | readonly CheckProblem[] {
  try {
    return rulesOver(supergraph, policies, registers);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.map(({ file, line, what, mend }) => ({
      ...{ rule: 'policy-problems', severity: 'error', file, line, what, mend },
      why: 'A gateway loads the rules of all agencies or none: while one cannot be used, it serves no graph with them.',
    }));
  }
}

function graphOf(
  supergraph: Supergraph,
  loaded: LoadedPolicies,
  { bases }: Policies,
  { roles, purposes }: CheckRegisters,
  now: number,
): CheckGraph {
  const audience = audienceOf(
    loaded,
    supergraph,
    { roles: [...roles.keys()], purposes: [...purposes.keys()] },
    { bases, now },
  );
  return { supergraph, loaded, audience };
}
