import { isReference, type Unread } from './keys.ts';

/** A declaration as another agency names it. */
export interface DeclarationKey {
  readonly mrn: string;
}

/** What the gateway hands over of a movement or a clearance. Null or absent: the owning agency did not answer. */
export interface DeclaredInputs {
  readonly id: string;
  readonly declarations?: ReadonlyArray<Unread<DeclarationKey>> | null;
}

/** What the gateway hands over of a goods item. Null or absent: the owning agency did not answer. */
export interface ItemInputs {
  readonly mrn?: string | null;
  readonly sequenceNumeric?: number | null;
  readonly additionalDocuments?: ReadonlyArray<{
    readonly documentCode?: string | null;
    readonly id?: string | null;
  }> | null;
  readonly commodity?: {
    readonly netNetWeightMeasure?: { readonly value?: string | null; readonly unitCode?: string | null } | null;
  } | null;
  readonly origins?: ReadonlyArray<{ readonly countryCode?: string | null }> | null;
}

/**
 * The MRNs among what was handed over, each once; a declaration that customs has not accepted has none yet.
 *
 * @returns null where the owner did not answer: "SPS holds nothing" would be a claim nobody checked.
 */
export function mrnsOf({ declarations }: DeclaredInputs): readonly string[] | null {
  return declarations ? [...new Set(declarations.flatMap(({ mrn }) => (isKnowable(mrn) ? [mrn] : [])))] : null;
}

/** False for what SPS can hold nothing under: asked all the same, it would fail every other key of its call. */
export function isKnowable(mrn: string | null | undefined): mrn is string {
  return mrn != null && isReference(mrn);
}
