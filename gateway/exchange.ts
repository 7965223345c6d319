import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import type { Agreement } from './agreements/agreement.ts';
import type { Plan } from './engine/engine.ts';
import type { Halt } from './halt.ts';
import type { Viewer } from './identity/viewer.ts';
import type { AgencyName, Coordinate, DecisionId } from './ids.ts';
import type { JsonText } from './json.ts';
import type { Judging } from './pipeline/judge.ts';
import type { Allowance } from './pipeline/quota.ts';
import type { Decisions } from './policy/decisions.ts';

/**
 * One request on its way. Each stage adds what the next one needs, so that a stage out of its order does not compile:
 * Identified → Purposed → Operated → Decided → Planned → Metered → Executed → Completed → Charged → Recorded.
 */
export interface Identified {
  /** What a caller quotes to ask why; sent as `extensions.decisionId`. */
  readonly decisionId: DecisionId;
  readonly receivedAt: Date;
  /** Halted when the caller goes away before the answer is there. */
  readonly gone: Halt;
  /** Undefined on an open gateway only, which protects nothing and asks nobody's name. */
  readonly viewer: Viewer | undefined;
}

export interface Purposed extends Identified {
  /** Undefined only until the operation is known: schema introspection alone needs none. */
  readonly purpose: string | undefined;
  /** Reference of a case, confirmed by the agency that keeps it. Undefined where the purpose needs none. */
  readonly caseReference: string | undefined;
  /** Country whose rules apply in place of the caller's own, ISO 3166-1 alpha-2. Undefined: nobody else's. */
  readonly actingFor: string | undefined;
  /** What a partner asks under; undefined: who asks is no partner. It stays the exchange's to its end. */
  readonly agreement: Agreement | undefined;
  /** What a partner has left, as it was last counted; nobody else has one. */
  readonly allowance?: Allowance;
}

/**
 * The exchange with what a stage found. It is the same object: a copy for each stage would be most of what a small
 * request makes.
 */
export function grown<Stage extends Pick<Identified, 'decisionId'>, Found extends object>(
  exchange: Stage,
  found: Found,
): Stage & Found {
  return Object.assign(exchange, found);
}

export type Variables = Readonly<Record<string, unknown>>;

export interface Operated extends Purposed {
  /** Fragments inlined, @skip and @include applied, what was asked for and nothing else. */
  readonly operation: OperationDefinitionNode;
  /** Of an operation that was approved as it stands; a caller's own name for one could be a value. */
  readonly operationName: string | undefined;
  /** SHA-256 of the approved text, else of what is asked for without any value. */
  readonly operationId: string;
  /** Coerced by the schema. */
  readonly variables: Variables;
}

export interface Decided extends Operated {
  readonly decisions: Decisions;
}

export interface Planned extends Decided {
  /** Undefined where nothing that was asked for is released: no agency is called. */
  readonly plan: Plan | undefined;
}

export interface Metered extends Planned {
  /** Charged, of a partner. */
  readonly lookups: number;
}

/** How an agency asked for this answer did. */
export type SourceStatus = 'OK' | 'PARTIAL' | 'UNAVAILABLE' | 'INVALID';

export interface Executed extends Metered {
  /** Keyed by internal names; may hold more than was asked for. What rules deny of records as a whole is not in it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** No text in the data has anything in it that JSON writes otherwise than it is. */
  readonly isPlain: boolean;
  /** What the agencies sent. */
  readonly bytes: number;
  /** Errors of agencies; paths in internal names. */
  readonly agencyErrors: readonly GraphQLError[];
  readonly sources: ReadonlyMap<AgencyName, SourceStatus>;
  /** Judges records; undefined: nothing that was asked for hangs on them. */
  readonly judging: Judging | undefined;
}

export interface Completed extends Executed {
  readonly answer: {
    readonly data: JsonText | null;
    readonly errors: readonly GraphQLError[];
  };
}

export interface Charged extends Completed {
  /** Data subjects of the answer, charged, of a partner. */
  readonly subjects: number;
}

export interface Recorded extends Charged {
  readonly recordedAt: Date;
}

/** What the record stage is told of an exchange: who, why, which coordinates at which level. No value. */
export interface ExchangeRecord {
  readonly decisionId: DecisionId;
  readonly receivedAt: string;
  /** Whom the caller's principal is known to: it is unique within its issuer alone. */
  readonly issuer: string | undefined;
  readonly principal: string | undefined;
  readonly agency: string | undefined;
  /** The caller's own, ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
  readonly roles: readonly string[];
  readonly clearance: string | undefined;
  /** UN/LOCODE. */
  readonly post: string | undefined;
  /** The country acted for where it is not the caller's own. */
  readonly onBehalfOf: string | undefined;
  readonly purpose: string | undefined;
  /** Confirmed cases alone. */
  readonly caseReference: string | undefined;
  /** Id of the agreement that was in force when the request was let in (`receivedAt`). */
  readonly agreement: string | undefined;
  /** Of an operation that was approved as it stands. */
  readonly operationName: string | undefined;
  /** SHA-256 of the approved text, else of what was asked for without any value. */
  readonly operationId: string | undefined;
  /** Of these, the ones in `masked` in a reduced form. */
  readonly released: readonly Coordinate[];
  /** Of how many records each of `released` was answered, in the same order; undefined: nobody counts. */
  readonly counts: readonly number[] | undefined;
  readonly masked: readonly Coordinate[];
  /** Coordinates, and names of types whose fragments were withheld. */
  readonly withheld: readonly string[];
  /** Version of the owners' rules that decided; undefined: none did. */
  readonly policyVersion: string | undefined;
  /** Ids of the owners' policies that released something. */
  readonly policies: readonly string[];
  /** Ids of the legal bases that these policies cite. */
  readonly bases: readonly string[];
  /** What went from one agency to another, or was read to judge: `join Type.field agency`. */
  readonly uses: readonly string[];
  /** Version of the supergraph. */
  readonly graph: string | undefined;
  readonly sources: Readonly<Record<string, SourceStatus>>;
  /** `INTENDED`: a mutation, before any agency is asked; its own record follows. */
  readonly outcome: 'INTENDED' | 'ANSWERED' | 'REFUSED';
  readonly refusal: string | undefined;
  /** Agency → what its rules hid without a word, for nobody else to read: of one length, whether anything was or not. */
  readonly sealed: Readonly<Record<string, string>> | undefined;
  /** Whom and what it is about; undefined: nobody names it. */
  readonly names: Names | undefined;
}

/** Whom and what an exchange is about, by keyed names. */
export interface Names {
  /** Id of the key they are made by. */
  readonly key: string;
  /** Whose data were disclosed. */
  readonly subjects: readonly string[];
  /** Records that were disclosed. */
  readonly records: readonly string[];
  /** Whom and what was looked for, found or not. */
  readonly sought: readonly string[];
  /** Records that are somebody's and could not be named. */
  readonly unnamed: number;
}
