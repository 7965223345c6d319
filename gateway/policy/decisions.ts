import type { FieldNode } from 'graphql';
import type { Coordinate } from '../ids.ts';

/** What is released of a field. */
export type Level = 'FULL' | 'WITHHELD';

/** Why a field is withheld, as far as the caller may know. */
export type DenialReason = 'SCOPE';

/** A denial as it is told: once per response path, whatever the data is. */
export interface Denial {
  readonly coordinate: Coordinate;
  /** Response keys, no list indexes. */
  readonly path: readonly string[];
  readonly reason: DenialReason;
}

/** The decisions over one operation. */
export interface Decisions {
  readonly denials: readonly Denial[];
  readonly released: readonly Coordinate[];
  /** The coordinates of the denials, each once. */
  readonly withheld: readonly Coordinate[];
  /** Field nodes of the operation that no agency is asked for: denied ones, and those left without any selection. */
  readonly removed: ReadonlySet<FieldNode>;
}
