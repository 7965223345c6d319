import type { FieldNode, InlineFragmentNode, SelectionSetNode } from 'graphql';
import type { Coordinate } from '../ids.ts';
import type { Mask } from './masks.ts';
import type { RecordJudge, RecordPresence } from './records.ts';

/** What is released of a field. `CONDITIONAL`: each record decides. */
export type Level = 'FULL' | 'MASKED' | 'WITHHELD' | 'CONDITIONAL';

/**
 * Why a field is withheld, as far as the caller may know. `SCOPE`: not to this caller; `PURPOSE`: not for this purpose;
 * `AGREEMENT`: not under this agreement; `ROW`: the record decides; `RETENTION`: kept no longer; `GRADE`: how sure it is was
 * not asked for.
 */
export type DenialReason = 'SCOPE' | 'PURPOSE' | 'AGREEMENT' | 'ROW' | 'RETENTION' | 'GRADE';

/** A denial as it is told: once per coordinate and response path, whatever the data is. */
export interface Denial {
  /** Of a fragment: the name of its type. */
  readonly coordinate: Coordinate | string;
  /** Response keys, no list indexes. */
  readonly path: readonly string[];
  readonly reason: DenialReason;
}

/** A field of which a reduced form is shown. */
export interface Masking {
  readonly coordinate: Coordinate;
  readonly path: readonly string[];
  readonly mask: Mask;
}

/** A field of which each record decides. */
export interface Condition {
  readonly coordinate: Coordinate;
  readonly path: readonly string[];
  readonly judge: RecordJudge;
  /** The reduced form that a record may decide for. */
  readonly mask: Mask | undefined;
  readonly isNeutral: boolean;
  /** What a NEUTRAL field reads when denied, as a GraphQL literal. */
  readonly absent: string | undefined;
}

/** What decides over a value that another agency makes something from. */
export type InputJudge = Pick<Condition, 'judge' | 'absent'>;

/** A field or fragment of an operation. */
export type Asking = FieldNode | InlineFragmentNode;

/** The decisions over one operation. */
export interface Decisions {
  readonly denials: readonly Denial[];
  readonly released: readonly Coordinate[];
  readonly masked: readonly Masking[];
  /** The coordinates of the denials, each once. */
  readonly withheld: readonly string[];
  /** Nodes of the operation that no agency is asked for: denied ones, and those left without any selection. */
  readonly removed: ReadonlySet<Asking>;
  /** Field nodes that are shown reduced. */
  readonly masks: ReadonlyMap<FieldNode, Masking>;
  /** Field nodes of which each record decides. */
  readonly conditions: ReadonlyMap<FieldNode, Condition>;
  /** Types whose records may not be there for the caller. */
  readonly presences: ReadonlyMap<string, RecordPresence>;
  /** Type → attributes of its records that are to be fetched for judging. */
  readonly attributes: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * Field nodes that are made from records which may not be there → what they are made from, of the field's parent: it is
   * judged as if it were asked for.
   */
  readonly inputs: ReadonlyMap<FieldNode, SelectionSetNode>;
  /** NEUTRAL fields of what is sent of which each record decides. */
  readonly inputJudges: ReadonlyMap<Coordinate, InputJudge>;
  /** Version of the rules that decided; undefined: none did. */
  readonly policyVersion: string | undefined;
  /** Ids of the policies that released something. */
  readonly policies: readonly string[];
  /** Ids of policies that could not be evaluated: nothing was released by them, and an operator is to be told. */
  readonly faults: readonly string[];
}
