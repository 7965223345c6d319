import type { Coordinate } from '../ids.ts';
import type { Category } from './categories.ts';
import type { InputReads } from './input-reads.ts';
import type { Mask } from './masks.ts';

/** What the owner says of a field. */
export interface Label {
  readonly category: Category;
  /** The named set of fields it belongs to, that rules may address together. */
  readonly group: string | undefined;
  /** The reduced form that a rule may release in place of the value. */
  readonly mask: Mask | undefined;
  /** `NEUTRAL`: what a record's rules deny reads as if there were none. */
  readonly denial: 'OPEN' | 'NEUTRAL';
  /** What a NEUTRAL field reads when denied, as a GraphQL literal; undefined: null, or an empty list. */
  readonly absent: string | undefined;
  /** Argument name → what it reads: to use the argument needs a right to these fields. */
  readonly reads: ReadonlyMap<string, InputReads>;
  /** What the field is derived from: served only where the owner of each permits it. */
  readonly derivedFrom: readonly Coordinate[];
  /** Fields of the type that say how sure it is: it is shown beside them alone. */
  readonly gradedBy: readonly Coordinate[];
  /** The same field wherever else it may stand, to be allowed there as well: of an interface's, in each of its types. */
  readonly members: readonly Coordinate[];
}

export type Labels = ReadonlyMap<Coordinate, Label>;

/** The fields, each with the places where it may stand as well. */
export function withMembers(labels: Labels, fields: readonly Coordinate[]): readonly Coordinate[] {
  return fields.flatMap((at) => [at, ...(labels.get(at)?.members ?? [])]);
}
