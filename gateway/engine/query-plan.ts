import type { AgencyName } from '../ids.ts';

/** What a planner gives, whoever planned it. */
export type PlanNode = { readonly kind: 'sequence' | 'parallel'; readonly nodes: readonly PlanNode[] } | FetchNode;

/** One call of one agency. */
export interface FetchNode {
  readonly kind: 'fetch';
  readonly agency: AgencyName;
  /** Operation text as the agency gets it. */
  readonly operation: string;
  /** Variables of the client's operation that it uses. */
  readonly variables: readonly string[];
  /** Changes of the answer of a call for fields of the root. */
  readonly outputRewrites: readonly Rewrite[];
  /** Empty: fields of the root. Otherwise one entry for each `_entities` field of the operation. */
  readonly entities: readonly EntityAsk[];
}

/** One `_entities` field: which records are asked about, and with what of them. */
export interface EntityAsk {
  /** Response key of the `_entities` field. */
  readonly key: string;
  /** Name of its representations variable. */
  readonly variable: string;
  /** Where the records stand in the answer so far. */
  readonly paths: ReadonlyArray<readonly PathStep[]>;
  /** What of each record is sent. */
  readonly requires: readonly RequiredSelection[];
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
}

export type PathStep =
  | { readonly kind: 'field'; readonly name: string }
  /** Every item of a list, and of the lists in it. */
  | { readonly kind: 'list' }
  /** Only records of one of these types. */
  | { readonly kind: 'types'; readonly names: readonly string[] };

export type RequiredSelection =
  | {
      readonly kind: 'field';
      /** Key in the answer so far. */
      readonly from: string;
      /** Key in the representation: the field's name at the agency. */
      readonly as: string;
      readonly selections: readonly RequiredSelection[] | undefined;
    }
  | { readonly kind: 'fragment'; readonly type: string; readonly selections: readonly RequiredSelection[] };

/** A change of a representation before it is sent, or of an agency's answer before it is merged. */
export interface Rewrite {
  readonly path: ReadonlyArray<{ readonly kind: 'key'; readonly name: string } | Extract<PathStep, { kind: 'types' }>>;
  readonly change: { readonly kind: 'set'; readonly value: string } | { readonly kind: 'rename'; readonly to: string };
}

/** Makes plans for one supergraph. */
export interface Planner extends AsyncDisposable {
  /**
   * @param operation text of one operation: no fragments by name, no @skip or @include.
   * @returns undefined where there is nothing to ask.
   * @throws Error where it finds no plan, or the signal aborts.
   */
  plan(operation: string, signal: AbortSignal): Promise<PlanNode | undefined>;
}

/** All calls of a plan, in the order they are begun. */
export function fetchesOf(node: PlanNode | undefined): readonly FetchNode[] {
  if (!node) return [];
  return node.kind === 'fetch' ? [node] : node.nodes.flatMap(fetchesOf);
}
