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
  /** Nothing more will arrive: what waits is shut. */
  settle(): void;
  /** @param typeName its type where the schema says it; undefined: as it was judged at the last look. */
  standingOf(record: Fields, typeName?: string): Standing;
  /** Fields that a record waits for. */
  awaitedOf(record: Fields): ReadonlySet<string>;
}
