import type { Coordinate } from '../ids.ts';
import { type Grades, gradesIn } from './grades.ts';
import { mayRead, type ValueReads, valueReadsIn } from './input-reads.ts';
import type { PolicyPrincipal } from './request.ts';
import { type Index, type RuleBook, Rules } from './rules.ts';

/** A legal basis that policies cite, as far as time goes. */
export interface BasisValidity {
  /** Milliseconds since the epoch, inclusive. */
  readonly from: number;
  /** Milliseconds since the epoch, exclusive; undefined: no end is set. */
  readonly until: number | undefined;
}

/** @param validity undefined: of a basis that nobody knows. */
export function isInForce(validity: BasisValidity | undefined, time: number): boolean {
  return validity !== undefined && validity.from <= time && (validity.until === undefined || time < validity.until);
}

/** Rules of which some begin or end with their bases. */
export interface TimedBook extends RuleBook {
  /** Changes with what the policies say. */
  readonly version: string;
  /** The roles held, and all they stand for. */
  rolesOf(held: readonly string[]): ReadonlySet<string>;
  /** What of a caller the policies look at, as one text. */
  classOf(principal: PolicyPrincipal): string;
  /** The rules without the permits whose basis is not in force. */
  inForce(isInForce: (basis: string) => boolean): RuleBook;
}

/** The rules at every moment. */
export interface RulesInForce extends Pick<TimedBook, 'version' | 'rolesOf'> {
  /** Boundaries that are still to come. */
  after(time: number): readonly number[];
  /** Which stretch of time between two boundaries of bases a moment lies in. */
  epochOf(time: number): number;
  at(time: number): Rules;
  classOf(principal: PolicyPrincipal): string;
  /** Types of input of which values read fields, by name. */
  readonly inputs: ReadonlyMap<string, ValueReads>;
  /** What is shown beside others alone; undefined: nothing. */
  readonly grades: Grades | undefined;
  /** Every field that the arguments of a field may read. */
  mayRead(at: Coordinate): readonly Coordinate[];
}

/** Stretches of time whose rules are kept ready: the clock is in one of them, or jumps. */
const KEPT = 4;

/**
 * Between two boundaries the same rules are in force. Which stretch a request lies in is looked up for each, so that a
 * clock that jumps, in either direction, is right again at once.
 */
export function rulesInForce(book: TimedBook, index: Index, bases: ReadonlyMap<string, BasisValidity>): RulesInForce {
  const times = [...bases.values()].flatMap(({ from, until }) => (until === undefined ? [from] : [from, until]));
  const boundaries = [...new Set(times)].sort((one, other) => one - other);
  const ready = new Map<number, Rules>();
  const grades = gradesIn(index.labels);
  const epochOf = (time: number): number => {
    let epoch = 0;
    while (epoch < boundaries.length && (boundaries[epoch] ?? 0) <= time) epoch += 1;
    return epoch;
  };
  return {
    epochOf,
    at(time) {
      const epoch = epochOf(time);
      const known = ready.get(epoch);
      if (known) return known;
      const rules = new Rules(
        book.inForce((basis) => isInForce(bases.get(basis), time)),
        index,
      );
      if (ready.size >= KEPT) ready.clear();
      ready.set(epoch, rules);
      return rules;
    },
    after: (time) => boundaries.filter((boundary) => boundary > time),
    version: book.version,
    rolesOf: (held) => book.rolesOf(held),
    classOf: (principal) => book.classOf(principal),
    inputs: valueReadsIn(index.labels),
    grades: grades.size > 0 ? grades : undefined,
    mayRead: (at) => mayRead(index.labels, at),
  };
}
