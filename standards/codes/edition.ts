/** Which edition of a code list is in use. */
export interface CodeListEdition {
  /** Name of the list: `UN/LOCODE UG`. */
  readonly list: string;
  /** Version as its publisher names it. */
  readonly version: string;
  /** Calendar date, ISO 8601, up to which changes are in it. */
  readonly asOf: string;
}
