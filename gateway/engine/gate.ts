import type { Fields } from './engine.ts';

/**
 * Of a record, whether anything of it may be sent on. `SHUT`: to the caller it is not there. `WAITING`: what that rests on
 * has not arrived.
 */
export type Standing = 'OPEN' | 'SHUT' | 'WAITING';

/** Says what of the answer so far may be sent on. What is not open is not asked about, and is no input of anything. */
export interface Gate {
  /** Judges what has arrived; to be asked before anything is sent on. */
  look(data: Fields): void;
  /** True where since it was asked last a record that waited waits no longer. */
  hasMoved(): boolean;
  /** What waits now is shut: what it rests on does not arrive. */
  settle(): void;
  /** @param typeName its type where the schema says it; undefined: as it was judged at the last look. */
  standingOf(record: Fields, typeName?: string): Standing;
  /** True where equal records may be sent otherwise: their values are judged. */
  readonly judgesValues: boolean;
  /** The same of a value of a record that is open. `absent`: what it reads where it is shut, as a GraphQL literal. */
  standingOfValue(record: Fields, typeName: string, field: string): Standing | { readonly absent: string | undefined };
  /** True where nobody may know whether what is missing of the type is a record that is shut. */
  isNeutral(typeName: string): boolean;
  /** True of an edge whose node is missing, where nobody may know whether that is a record that is shut. */
  isEdgeOfNone(edge: Fields, typeName: string): boolean;
  /** Fields that a record waits for. */
  awaitedOf(record: Fields): ReadonlySet<string>;
}
