import type { AgencyName, Coordinate } from '../ids.ts';
import type { Category } from './categories.ts';

/** What is asked of the rules of a field's owner. */
export const ACTIONS = ['disclose', 'discloseMasked', 'use', 'join', 'derive', 'satisfy'] as const;

/**
 * `disclose`: show the value. `discloseMasked`: show its reduced form. `use`: name it in an argument. `join`: send it to
 * another agency as a key. `derive`: send it to another agency as input of a derived field. `satisfy`: a name in @policy.
 */
export type Action = (typeof ACTIONS)[number];

/** Who asks, as rules see it. Roles hold those they stand for as well (role hierarchy flattened). */
export interface PolicyPrincipal {
  readonly kind: 'Officer' | 'Partner';
  readonly agency: string;
  /** ISO 3166-1 alpha-2: the country acted for where that is not the caller's own. */
  readonly country: string;
  readonly roles: ReadonlySet<string>;
  readonly clearance: string | undefined;
  /** UN/LOCODE. */
  readonly post: string | undefined;
}

/** What is asked for: one field of the graph. */
export interface PolicyResource {
  readonly coordinate: Coordinate;
  readonly category: Category;
  /** Named sets of fields it belongs to. */
  readonly groups: readonly string[];
  /** Whose rules decide. A field that several agencies own needs all of them. */
  readonly agency: AgencyName;
}

/** Why, and in what surroundings. */
export interface PolicyContext {
  readonly purpose: string;
  /** Confirmed by the agency that keeps it. */
  readonly hasCase: boolean;
  /** Id of the agreement the caller asks under. */
  readonly agreement: string | undefined;
  /** NATIONAL, REGIONAL or GLOBAL: how far the agreement reaches. */
  readonly agreementLevel?: string | undefined;
  /** The agency a value is sent to: `join` and `derive` alone. */
  readonly to: string | undefined;
  /** Attributes of the record; `unknown`: not fetched yet. */
  readonly record: Readonly<Record<string, RecordValue>> | 'unknown';
}

export type RecordValue = string | number | boolean | readonly string[] | undefined;

/** Types of a record's attributes, as rules may read them. */
export type RecordAttributes = ReadonlyMap<string, 'String' | 'Long' | 'Bool' | 'StringSet'>;

/** `needs-record`: the record's attributes decide. */
export type Verdict = 'permit' | 'deny' | 'needs-record';

export interface RuleDecision {
  readonly verdict: Verdict;
  /** Ids of the policies that made it so; none where no policy speaks. */
  readonly policies: readonly string[];
  /** Ids of policies that could not be evaluated: the verdict is `deny`, and an operator is to be told. */
  readonly faults: readonly string[];
}
