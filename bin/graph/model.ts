import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Persona } from '../../demo/identity/personas.ts';
import { packageRoot } from '../../demo/start/home.ts';
import { CATEGORIES } from '../../gateway/policy/categories.ts';
import { entitiesOf, keysOf } from '../compose/picture.ts';
import type { Contract } from '../release/contract.ts';
import { type ReleaseModel, releaseModel } from './release.ts';
import { type TypeModel, typeModels } from './types.ts';

/** What the page holds: the contract as data, and nothing of what agencies keep. */
export interface GraphModel extends ReleaseModel {
  /** Bases in force on this day decide, `2026-11-27`. */
  readonly day: string;
  readonly categories: readonly string[];
  readonly agencies: readonly AgencyModel[];
  readonly personas: readonly PersonaModel[];
  readonly purposes: readonly PurposeModel[];
  readonly types: readonly TypeModel[];
  readonly meetings: readonly Meeting[];
}

export interface AgencyModel {
  readonly name: string;
  readonly title: string;
}

export type PersonaModel = Pick<Persona, 'name' | 'agency' | 'country' | 'roles' | 'purposes' | 'sentence'>;

export interface PurposeModel {
  readonly name: string;
  readonly title: string;
  /** It is shown as with a case that its agency has confirmed. */
  readonly needsCase: boolean;
}

/** An entity, and what each agency answers of it. */
export interface Meeting {
  readonly type: string;
  /** Fields of each key, as the contract writes them. */
  readonly keys: readonly string[];
  readonly agencies: ReadonlyArray<{ readonly agency: string; readonly fields: readonly string[] }>;
}

/** @param now milliseconds since the epoch: which bases are in force. */
export function graphModel(contract: Contract, personas: readonly Persona[], now: number): GraphModel {
  const { supergraph, purposes } = contract;
  const types = typeModels(contract);
  return {
    day: new Date(now).toISOString().slice(0, 10),
    categories: CATEGORIES,
    agencies: agencyModels([...supergraph.agencies.values()].sort()),
    personas: personas.map(({ name, agency, country, roles, purposes, sentence }) => {
      return { name, agency, country, roles, purposes, sentence };
    }),
    purposes: [...purposes].map(([name, { title, caseOwner }]) => ({
      name,
      title,
      needsCase: caseOwner !== undefined,
    })),
    types,
    meetings: entitiesOf(supergraph.document).map((type) => ({
      type: type.name,
      keys: keysOf(type),
      agencies: type.members.map(({ agency, fields }) => ({ agency, fields: fields.map(({ name }) => name.value) })),
    })),
    ...releaseModel(contract, personas, types, now),
  };
}

/** The register of agencies says what people call them. */
function agencyModels(names: readonly string[]): readonly AgencyModel[] {
  const path = join(packageRoot(), 'schema', 'agencies.json');
  const register: readonly AgencyModel[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
  return names.map((name) => ({ name, title: register.find((each) => each.name === name)?.title ?? name }));
}
