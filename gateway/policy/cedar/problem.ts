/** Why a policy set is refused: what is wrong, where, and what to write instead. */
export interface Problem {
  readonly agency: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly what: string;
  readonly mend: string;
}

/** A policy that is no policy of the subset. Thrown inside the loader alone, which turns it into a problem. */
export class Refusal extends Error {
  readonly mend: string;
  /** Text of the expression at fault, from which its line is found. */
  readonly expression: string | undefined;

  constructor(what: string, mend: string, expression?: string) {
    super(what);
    this.name = 'Refusal';
    this.mend = mend;
    this.expression = expression;
  }
}
