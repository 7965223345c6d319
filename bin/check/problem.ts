import type { ASTNode } from 'graphql';

/** `warning`: to be looked at; it fails nothing unless all must hold. `note`: told, nothing to mend. */
export type Severity = 'error' | 'warning' | 'note';

/** Something to mend before the graph is served. */
export interface CheckProblem {
  /** The rule that found it, as docs/check.md calls it. */
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What is wrong, a sentence. */
  readonly what: string;
  /** What would come of it, a sentence. */
  readonly why?: string;
  /** What to write instead, a sentence. */
  readonly mend: string;
}

/** Where something stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** The name of a node, since a node begins at its description; what was parsed without locations stands nowhere. */
export function placeOf(node: ASTNode): Place {
  const { loc } = 'name' in node && node.name ? node.name : node;
  return { file: loc?.source.name ?? '?', line: loc?.startToken.line ?? 1 };
}

export function isKnownPlace({ file }: Place): boolean {
  return file !== '?';
}

/** One line for people: where, what, why and what to write. */
export function inWords(problem: CheckProblem): string {
  const { file, line, what, why, mend } = problem;
  const where = isKnownPlace(problem) ? `${file}:${line}: ` : '';
  return [`${where}${what}`, why, mend].filter((part) => part !== undefined).join(' ');
}
