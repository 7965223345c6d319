import type { Change } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';
import type { AgreementContract } from '../../gateway/config/agreements.ts';
import type { Purposes } from '../../gateway/identity/purposes.ts';
import type { AgencyName } from '../../gateway/ids.ts';
import type { LoadedPolicies } from '../../gateway/policy/load.ts';
import type { RoleHierarchy } from '../../gateway/policy/roles.ts';
import type { Policies } from '../../gateway/policy/sources.ts';
import type { Supergraph } from '../../gateway/supergraph/load.ts';
import type { Mapping } from '../../subgraphs/kit/mapping.ts';
import type { Contract } from '../release/contract.ts';
import type { Difference } from '../release/diff.ts';
import type { Audience } from './audience.ts';
import type { CheckProblem } from './problem.ts';
import type { SdlField, SdlPart } from './sdl.ts';

/** An agency's part of the graph as it is checked. */
export interface CheckPart extends SdlPart {
  /** Which column feeds which field, of an agency that says so. */
  readonly mapping?: Mapping | undefined;
  /** false: its subgraph is not made with the kit, and asks nobody for a grant. */
  readonly isKit?: boolean | undefined;
  /** Address of its subgraph. */
  readonly url?: string | undefined;
  /** Its SDL as it is written, of an agency of this repository. */
  readonly sdl?: string | undefined;
}

/** The agencies' SDL: all that rules over labels need. */
export interface SdlInput {
  readonly parts: readonly CheckPart[];
  /** Every field of the parts, with the label it has once composed. */
  readonly fields: readonly SdlField[];
}

/** Registers that rules speak of. */
export interface CheckRegisters {
  readonly roles: RoleHierarchy;
  readonly purposes: Purposes;
}

/** The composed graph under the owners' rules. */
export interface CheckGraph {
  readonly supergraph: Supergraph;
  readonly loaded: LoadedPolicies;
  readonly audience: Audience;
}

/** What the parts compose to, whatever the rules over it are worth. */
export interface CheckComposed {
  readonly supergraph: Supergraph;
  /** What is written down of it: the schema callers see, the supergraph, the page about it. */
  readonly texts: Readonly<Record<'api' | 'supergraph' | 'picture', string>>;
}

/** An operation that is stored because somebody asks it. */
export interface StoredOperation {
  readonly file: string;
  readonly text: string;
  /** Of partners: the id of their agreement; undefined: officers ask it. */
  readonly agreement: string | undefined;
}

/** What is published, and what would change in it. */
export interface Past {
  /** Where it was read: a folder, a commit. */
  readonly from: string;
  readonly schema: GraphQLSchema;
  /** undefined: its rules cannot be read any more. */
  readonly contract: Contract | undefined;
  readonly changes: readonly Change[];
  /** Which fields somebody would be released otherwise. */
  readonly released: readonly Difference[];
}

/** A file of an agreement: what it says, or why it cannot be read. */
export type CheckedAgreement = { readonly file: string } & (
  | { readonly kind: 'read'; readonly contract: AgreementContract }
  | { readonly kind: 'unreadable'; readonly problem: string }
);

/** Everything that is checked together. */
export interface CheckInput extends SdlInput {
  readonly policies: Policies;
  readonly registers: CheckRegisters;
  readonly agreements: readonly CheckedAgreement[];
  /** undefined: the parts do not compose. */
  readonly composed?: CheckComposed | undefined;
  /** undefined: the parts do not compose, or the policies cannot be used. */
  readonly graph: CheckGraph | undefined;
  /** What composition, and what the loader of policies, had to say. */
  readonly compositionProblems: readonly CheckProblem[];
  readonly policyProblems: readonly CheckProblem[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What officers and partners ask. */
  readonly operations?: readonly StoredOperation[] | undefined;
  /** undefined: there is nothing to compare with. */
  readonly past?: Past | undefined;
  /** Files made from the SDL and the rules that are not what would be made now. */
  readonly outdated?: readonly string[] | undefined;
}

/** Who has the field, by its coordinate. */
export function ownersOf({ joins }: Supergraph, at: string): readonly AgencyName[] {
  const [typeName = '', field = ''] = at.split('.');
  return joins.owners(typeName, field);
}
