import type { SelectionSetNode } from 'graphql';
import type { Coordinate } from '../ids.ts';

/** What a field is made from of what other agencies give (`@requires`). */
export interface Inputs {
  /** Of the field's parent; what inputs are made from themselves is in it. */
  readonly set: SelectionSetNode;
  /** Every field that is read on the way, each once. */
  readonly fields: readonly InputField[];
}

export interface InputField {
  readonly typeName: string;
  readonly field: string;
  /** Object types of the records that may stand there; none of a value. */
  readonly types: readonly string[];
  readonly hasArguments: boolean;
}

/** @returns undefined of fields that no other agency's values are sent for. */
export type InputsOf = (at: Coordinate) => Inputs | undefined;
