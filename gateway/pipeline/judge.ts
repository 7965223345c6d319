import type { FieldNode, GraphQLError } from 'graphql';
import type { Fields } from '../engine/engine.ts';
import type { Gate, Standing } from '../engine/gate.ts';
import { MOST_NESTED } from '../engine/limits.ts';
import { coordinate } from '../ids.ts';
import { isObject } from '../json.ts';
import type { Condition, Decisions } from '../policy/decisions.ts';
import { forget, hangsOnRecord, type RecordLevel, type Tally, tally } from '../policy/records.ts';
import type { Branch, JudgePlan, JudgeTree } from './judge-tree.ts';
import { type Judged, placed } from './judged-errors.ts';

const NOTHING_AWAITED: ReadonlySet<string> = new Set();

/** Of how many records a field that hangs on them is shown, shown reduced, and withheld. */
export interface Noted {
  shown: number;
  reduced: number;
  denied: number;
}

/**
 * Judges the records of one request: what is denied is not sent on, not shown, and told only where it may be.
 *
 * INVARIANT: a record that was denied once stays so, whatever other calls bring of it.
 */
export class Judging implements Gate {
  /** Of the fields that hang on records: of how many records each is shown, shown reduced, and withheld. */
  readonly noted = new Map<Condition, Noted>();
  /** Types of which a record was taken out without a word. */
  readonly hidden = new Set<string>();
  readonly #tally: Tally;
  /** Of what is hidden without a word. */
  readonly #quiet: Tally;
  readonly #tree: JudgeTree;
  readonly #decisions: Decisions;
  readonly #root: string;
  readonly #undetermined: ReadonlySet<string>;
  readonly #isNeutral: JudgePlan['isNeutral'];
  readonly #isEdge: JudgePlan['isEdge'];
  readonly #shut = new WeakSet<object>();
  /** Records of which it cannot be said yet → what they wait for. Of the last look. */
  #waiting = new Map<object, ReadonlySet<string>>();
  #hasMoved = false;
  #isSettled = false;

  /** @param now when the request came, milliseconds since the epoch. */
  constructor({ root, tree, undetermined, isNeutral, isEdge }: JudgePlan, decisions: Decisions, now: number) {
    this.#tally = tally(now);
    this.#quiet = tally(now);
    this.#tree = tree;
    this.#root = root;
    this.#undetermined = undetermined;
    this.#isNeutral = isNeutral;
    this.#isEdge = isEdge;
    this.#decisions = decisions;
  }

  get policies(): ReadonlySet<string> {
    return this.#tally.policies;
  }

  /** Those that released what is hidden without a word of other records: which they are would tell of these. */
  get quietPolicies(): ReadonlySet<string> {
    return this.#quiet.policies;
  }

  get faults(): ReadonlySet<string> {
    return new Set([...this.#tally.faults, ...this.#quiet.faults]);
  }

  look(data: Fields): void {
    const before = this.#waiting;
    this.#waiting = new Map();
    this.#forget();
    this.#visit(data, this.#root, this.#tree);
    for (const record of before.keys()) if (!this.#waiting.has(record)) this.#hasMoved = true;
  }

  hasMoved(): boolean {
    const hasMoved = this.#hasMoved;
    this.#hasMoved = false;
    return hasMoved;
  }

  settle(): void {
    // Where nothing waits that a look came by, it is of what is judged where it is to be sent.
    if (this.#waiting.size === 0) this.#isSettled = true;
    for (const record of this.#waiting.keys()) this.#shut.add(record);
    this.#waiting = new Map();
  }

  standingOf(record: Fields, typeName?: string): Standing {
    if (this.#shut.has(record)) return 'SHUT';
    if (this.#waiting.has(record)) return 'WAITING';
    if (typeName === undefined || !this.#decisions.presences.has(typeName)) return 'OPEN';
    // What no look came by is judged where it is to be sent.
    this.#forget();
    return this.#standingBy(this.#missingOf(record, typeName));
  }

  get judgesValues(): boolean {
    return this.#decisions.inputJudges.size > 0;
  }

  standingOfValue(record: Fields, typeName: string, field: string): Standing | { absent: string | undefined } {
    const known = this.#decisions.inputJudges.get(coordinate(typeName, field));
    if (!known) return 'OPEN';
    this.#forget();
    if (known.judge.levelOf(typeName, record, this.#quiet) !== 'WITHHELD') return 'OPEN';
    const standing = this.#standingBy(this.#notArrived(record, typeName, known.judge.reads));
    return standing === 'SHUT' ? { absent: known.absent } : standing;
  }

  isNeutral(typeName: string): boolean {
    return this.#isNeutral(typeName);
  }

  isEdgeOfNone(edge: Fields, typeName: string): boolean {
    return this.#isEdge(typeName) && edge['node'] === null && this.#isNeutral(typeName);
  }

  awaitedOf(record: Fields): ReadonlySet<string> {
    return this.#waiting.get(record) ?? NOTHING_AWAITED;
  }

  /**
   * When every call is done: takes out what is denied, and what agencies said of it.
   *
   * @returns the errors that may be told, at the places where their records stand now.
   */
  end(data: Fields, errors: readonly GraphQLError[]): readonly GraphQLError[] {
    this.look(data);
    this.#isSettled = true;
    this.settle();
    const judged: Judged = {
      root: this.#root,
      tree: this.#tree,
      isGone: (item, branch) => this.#isGone(item, branch),
      levelOf: (condition, typeName, record) => this.#levelOf(condition, typeName, record),
    };
    const told = errors.flatMap((error) => placed(error, data, judged));
    this.#empty(data, this.#root, this.#tree);
    return told;
  }

  /** What is released of a value of a record; noted. */
  readonly levels = (node: FieldNode, typeName: string, record: Readonly<Fields>): RecordLevel => {
    const condition = this.#decisions.conditions.get(node);
    if (!condition) return 'WITHHELD';
    const level = this.#levelOf(condition, typeName, record);
    const noted = this.#notedOf(condition);
    if (level === 'FULL') noted.shown += 1;
    else if (level === 'MASKED' && condition.mask) noted.reduced += 1;
    else noted.denied += 1;
    return level;
  };

  #levelOf({ judge, isNeutral }: Condition, typeName: string, record: Readonly<Fields>): RecordLevel {
    return judge.levelOf(typeName, record, isNeutral ? this.#quiet : this.#tally);
  }

  #forget(): void {
    forget(this.#tally);
    forget(this.#quiet);
  }

  #notedOf(condition: Condition): Noted {
    let noted = this.noted.get(condition);
    if (!noted) {
      noted = { shown: 0, reduced: 0, denied: 0 };
      this.noted.set(condition, noted);
    }
    return noted;
  }

  #visit(record: Fields, typeName: string, { branches }: JudgeTree): void {
    for (const branch of branches) {
      if (branch.isQuiet || !branch.isOf(typeName)) continue;
      const value = record[branch.from];
      if (value === null || value === undefined) continue;
      const missing = branch.condition ? this.#missingFor(branch.condition, record, typeName) : undefined;
      const standing = this.#standingBy(missing);
      // What hangs on a record waits with it, and for nothing of its own.
      if (standing === 'OPEN') this.#judge(value, branch, 0);
      else this.#each(value, (below) => this.#put(below, standing, NOTHING_AWAITED));
    }
  }

  #judge(value: unknown, branch: Branch, nested: number): void {
    if (Array.isArray(value)) {
      if (nested <= MOST_NESTED) for (const item of value) this.#judge(item, branch, nested + 1);
      return;
    }
    if (!isObject(value) || this.#shut.has(value)) return;
    const typeName = typeOf(value, branch);
    const missing = typeName === undefined ? NOTHING_AWAITED : this.#missingOf(value, typeName);
    const standing = this.#standingBy(missing);
    if (standing !== 'OPEN' || typeName === undefined) {
      this.#put(value, standing, missing ?? NOTHING_AWAITED);
      return;
    }
    this.#visit(value, typeName, branch.below);
    // An edge is there as its node is. As long as that waits the edge is gone through, to ask about it.
    if (this.#isEdgeWithout(value, typeName, branch, false)) this.#shut.add(value);
  }

  #put(record: Fields, standing: Standing, awaited: ReadonlySet<string>): void {
    if (standing === 'SHUT') this.#shut.add(record);
    if (standing === 'WAITING') this.#waiting.set(record, awaited);
  }

  #each(value: unknown, put: (record: Fields) => void, nested = 0): void {
    if (Array.isArray(value)) {
      if (nested <= MOST_NESTED) for (const item of value) this.#each(item, put, nested + 1);
    } else if (isObject(value)) put(value);
  }

  /** @param missing undefined: nothing denies; none: denied; else what may still come and decide otherwise. */
  #standingBy(missing: ReadonlySet<string> | undefined): Standing {
    if (!missing) return 'OPEN';
    return missing.size > 0 && !this.#isSettled ? 'WAITING' : 'SHUT';
  }

  /** What a record lacks to be there for the caller. */
  #missingOf(record: Fields, typeName: string): ReadonlySet<string> | undefined {
    const presence = this.#decisions.presences.get(typeName);
    // What an agency knows as one of an interface alone gets its own type from another; as long as nobody said it, no rule
    // can speak of the record.
    if (!presence) return this.#undetermined.has(typeName) ? TYPE_NAME : undefined;
    // Nothing of it is shown, so nobody is asked about it; what is made from it its owner lets be made.
    if (!hangsOnRecord(presence)) return undefined;
    if (presence.isThere(record, presence.isNeutral ? this.#quiet : this.#tally)) return undefined;
    return this.#notArrived(record, typeName, presence.reads);
  }

  /** What a record lacks for a field of it to be followed: one that is shown in part only is none that may be. */
  #missingFor(condition: Condition, record: Fields, typeName: string): ReadonlySet<string> | undefined {
    if (this.#levelOf(condition, typeName, record) === 'FULL') return undefined;
    return this.#notArrived(record, typeName, condition.judge.reads);
  }

  #notArrived(record: Fields, typeName: string, reads: ReadonlySet<string>): ReadonlySet<string> {
    const attributes = this.#decisions.attributes.get(typeName);
    return new Set([...reads].filter((name) => attributes?.has(name) && record[name] === undefined));
  }

  /** Takes out what is shut, and notes what is shown and what is not of the records that are left. */
  #empty(record: Fields, typeName: string, { branches }: JudgeTree): void {
    for (const branch of branches) {
      if (branch.isQuiet || !branch.isOf(typeName)) continue;
      const { from, condition, isList } = branch;
      if (condition && this.#isClosed(branch, record, typeName)) {
        this.#notedOf(condition).denied += 1;
        record[from] = condition.isNeutral && isList ? [] : null;
        continue;
      }
      if (condition) this.#notedOf(condition).shown += 1;
      const value = record[from];
      if (value !== null && value !== undefined) record[from] = this.#emptied(value, branch);
    }
  }

  #isClosed({ condition }: Branch, record: Fields, typeName: string): boolean {
    return condition !== undefined && this.#levelOf(condition, typeName, record) !== 'FULL';
  }

  #emptied(value: unknown, branch: Branch): unknown {
    if (Array.isArray(value)) {
      const left = value.some((item) => this.#isGone(item, branch))
        ? value.filter((item) => !this.#isGone(item, branch))
        : value;
      for (let index = 0; index < left.length; index += 1) left[index] = this.#emptied(left[index], branch);
      return left;
    }
    if (!isObject(value)) return value;
    if (this.#isGone(value, branch)) return null;
    const typeName = typeOf(value, branch);
    if (typeName !== undefined) this.#empty(value, typeName, branch.below);
    return value;
  }

  /**
   * True of what is not there for the caller. One that its agency failed to give may be of a record that is not:
   * where nobody may know of those, it is none either.
   */
  #isGone(item: unknown, branch: Branch): boolean {
    if (item === null || item === undefined) return branch.isNeutral;
    if (!isObject(item)) return false;
    const typeName = typeOf(item, branch);
    if (this.#shut.has(item)) {
      if (branch.isNeutral && typeName !== undefined) this.hidden.add(typeName);
      return true;
    }
    if (typeName === undefined) return false;
    return this.#isNobodys(typeName) || this.#isEdgeWithout(item, typeName, branch, true);
  }

  #isNobodys(typeName: string): boolean {
    const presence = this.#decisions.presences.get(typeName);
    return presence !== undefined && !hangsOnRecord(presence);
  }

  /** @param isDone every call is done: a node that is missing does not come any more. */
  #isEdgeWithout(edge: Fields, typeName: string, { below }: Branch, isDone: boolean): boolean {
    return below.branches.some(({ isNode, isNeutral, isOf, from, typeName: named }) => {
      if (!isNode || !isOf(typeName)) return false;
      const node = edge[from];
      if (!isObject(node)) return isDone && isNeutral;
      return this.#shut.has(node) || (isDone && this.#isNobodys(String(node['__typename'] ?? named)));
    });
  }
}

const TYPE_NAME: ReadonlySet<string> = new Set(['__typename']);

function typeOf(record: Fields, { typeName }: Branch): string | undefined {
  const given = record['__typename'];
  return typeName ?? (typeof given === 'string' ? given : undefined);
}
