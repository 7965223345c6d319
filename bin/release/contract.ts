import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Persona } from '../../demo/identity/personas.ts';
import { packageRoot } from '../../demo/start/home.ts';
import { readBases, readPolicies, readPolicyFiles } from '../../gateway/config/policies.ts';
import { rulesOver } from '../../gateway/generation.ts';
import { type Purposes, purposesOf } from '../../gateway/identity/purposes.ts';
import { type Viewer, viewerWith } from '../../gateway/identity/viewer.ts';
import { agencyName, type RoleName, roleName } from '../../gateway/ids.ts';
import { questionOf } from '../../gateway/pipeline/protection.ts';
import type { PolicySet } from '../../gateway/policy/cedar/index.ts';
import type { RulesInForce } from '../../gateway/policy/in-force.ts';
import { type RoleHierarchy, roleHierarchy } from '../../gateway/policy/roles.ts';
import type { Question } from '../../gateway/policy/rules.ts';
import type { Basis, Policies } from '../../gateway/policy/sources.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/load.ts';

/** The national contract: the graph, the owners' rules over it, and the registers both speak of. */
export interface Contract {
  readonly supergraph: Supergraph;
  readonly set: PolicySet;
  readonly rules: RulesInForce;
  readonly bases: ReadonlyMap<string, Basis>;
  readonly roles: RoleHierarchy;
  readonly purposes: Purposes;
}

const NATIONAL = join(packageRoot(), 'schema');

/**
 * Reads a contract as a gateway does.
 *
 * @param folder with supergraph.graphql, policies/, bases/, roles.json and purposes.json.
 * @param policies a folder of rules in place of its own.
 * @throws Error
 */
export function readContract(folder: string = NATIONAL, policies?: string): Contract {
  const supergraph = loadSupergraph(readFileSync(join(folder, 'supergraph.graphql'), 'utf8'));
  const registers = registersIn(folder);
  const texts = policiesIn(policies ?? join(folder, 'policies'), join(folder, 'bases'));
  return { supergraph, ...rulesOver(supergraph, texts, registers), bases: texts.bases, ...registers };
}

/** The registers that rules speak of. @throws Error */
export function registersIn(folder: string = NATIONAL): Pick<Contract, 'roles' | 'purposes'> {
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return { roles: roleHierarchy(json('roles.json')), purposes: purposesOf(json('purposes.json')) };
}

/** Folders of rules may be those of agencies as well: `subgraphs/AGENCY/policies/*.cedar`. */
function policiesIn(policies: string, bases: string): Policies {
  const agencies = readdirSync(policies).filter((name) => isFolder(join(policies, name, 'policies')));
  if (agencies.length === 0) return readPolicies({ kind: 'folders', policies, bases });
  const sources = agencies.flatMap((agency) => readPolicyFiles(agency, join(policies, agency, 'policies')));
  return { sources, bases: readBases(bases) };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What a persona may ask for a purpose; with a case where the purpose needs one. */
export function questionFor(persona: Persona, purpose: string, contract: Contract): Question {
  const caseReference = contract.purposes.get(purpose)?.caseOwner && 'case';
  const asking = { viewer: viewerOf(persona), purpose, caseReference, actingFor: undefined };
  const question = questionOf(asking, contract.rules);
  if (!question) throw new Error('a persona asks for a purpose');
  return question;
}

/** @throws Error where the persona's agency is no name. */
export function viewerOf(persona: Persona): Viewer {
  const agency = agencyName(persona.agency);
  if (!agency) throw new Error(`${persona.name}: its agency is no name`);
  const { name: principal, country, clearance, post } = persona;
  const roles = persona.roles.map(roleName).filter((role): role is RoleName => role !== undefined);
  const purposes = new Set(persona.purposes);
  return viewerWith({ principal, agency, country, roles, clearance, post, purposes });
}
