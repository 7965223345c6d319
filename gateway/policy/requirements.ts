/** One demand of a standard directive; several on one place are all to be met. */
export type Clause =
  | { readonly kind: 'authenticated' }
  /** All scopes of one of the lists. */
  | { readonly kind: 'scopes'; readonly anyOf: ReadonlyArray<readonly string[]> }
  /** All policies of one of the lists. */
  | { readonly kind: 'policies'; readonly anyOf: ReadonlyArray<readonly string[]> };

/** What of a caller the standard directives look at. */
export interface Standing {
  readonly isAuthenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  /** Names in @policy that the decision point answered with true. */
  readonly satisfied: ReadonlySet<string>;
}

/** True where every clause is met. A list of no alternatives is met by nobody. */
export function meets(clauses: readonly Clause[], standing: Standing): boolean {
  return clauses.every((clause) => {
    if (clause.kind === 'authenticated') return standing.isAuthenticated;
    const held = clause.kind === 'scopes' ? standing.scopes : standing.satisfied;
    return clause.anyOf.some((all) => all.every((each) => held.has(each)));
  });
}

/** Every name that a clause speaks of, by kind. */
export function namesIn(clauses: Iterable<readonly Clause[]>, kind: 'scopes' | 'policies'): ReadonlySet<string> {
  const names = new Set<string>();
  for (const list of clauses) {
    for (const clause of list) if (clause.kind === kind) for (const name of clause.anyOf.flat()) names.add(name);
  }
  return names;
}
