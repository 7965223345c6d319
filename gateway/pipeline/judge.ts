import { type FieldNode, GraphQLError } from 'graphql';
import type { Fields } from '../engine/engine.ts';
import { MOST_NESTED } from '../engine/limits.ts';
import { isObject } from '../json.ts';
import type { Condition, Decisions } from '../policy/decisions.ts';
import { type RecordLevel, type Tally, tally } from '../policy/records.ts';
import type { Branch, JudgePlan, JudgeTree } from './judge-tree.ts';

type Path = ReadonlyArray<string | number>;

/** Judges the records of one request: what is denied is not sent on, not shown, and told only where it may be. */
export class Judging {
  /** Of the fields that hang on records: shown, shown reduced, and withheld for one record at least. */
  readonly shown = new Set<Condition>();
  readonly reduced = new Set<Condition>();
  readonly denied = new Set<Condition>();
  readonly #tally: Tally;
  readonly #tree: JudgeTree;
  readonly #decisions: Decisions;
  readonly #root: string;
  readonly #undetermined: ReadonlySet<string>;
  /** What stands in the place of denied records until every call is done. */
  readonly #hollow = new WeakSet<object>();
  /** Fields of records that give records and are denied. */
  readonly #closed = new Map<Fields, Map<string, Condition>>();

  /** @param now when the request came, milliseconds since the epoch. */
  constructor({ root, tree, undetermined }: JudgePlan, decisions: Decisions, now: number) {
    this.#tally = tally(now);
    this.#tree = tree;
    this.#root = root;
    this.#undetermined = undetermined;
    this.#decisions = decisions;
  }

  get policies(): ReadonlySet<string> {
    return this.#tally.policies;
  }

  get faults(): ReadonlySet<string> {
    return this.#tally.faults;
  }

  /** Before anything of the answer so far is sent on. */
  readonly before = (data: Fields): void => this.#look(data, false);

  /**
   * When every call is done: takes out what is denied, and what agencies said of it.
   *
   * @returns the errors that may be told, at the places where their records stand now.
   */
  end(data: Fields, errors: readonly GraphQLError[]): readonly GraphQLError[] {
    this.#look(data, true);
    const told = errors.flatMap((error) => this.#moved(error, data));
    this.#empty(data, this.#root, this.#tree);
    return told;
  }

  /** What is released of a value of a record; noted. */
  readonly levels = (node: FieldNode, typeName: string, record: Readonly<Fields>): RecordLevel => {
    const condition = this.#decisions.conditions.get(node);
    if (!condition) return 'WITHHELD';
    const level = condition.judge.levelOf(typeName, record, this.#tally);
    const noted = level === 'FULL' ? this.shown : level === 'MASKED' && condition.mask ? this.reduced : this.denied;
    noted.add(condition);
    return level;
  };

  #look(data: Fields, isLast: boolean): void {
    // Calls since the last look may have brought more of a record.
    this.#tally.context = undefined;
    this.#tally.latest = new Map();
    this.#visit(data, this.#root, this.#tree, isLast);
  }

  #visit(record: Fields, typeName: string, { branches }: JudgeTree, isLast: boolean): void {
    for (const branch of branches) {
      if (branch.isQuiet || !branch.isOf(typeName)) continue;
      const value = record[branch.from];
      if (value === null || value === undefined || this.#closed.get(record)?.has(branch.from)) continue;
      const { condition } = branch;
      // A record that is shown in part only is none that may be followed.
      if (condition && condition.judge.levelOf(typeName, record, this.#tally) !== 'FULL') {
        this.#close(record, branch.from, condition);
        record[branch.from] = this.#hollowed(value, 0);
        continue;
      }
      if (condition) this.shown.add(condition);
      record[branch.from] = this.#judged(value, branch, isLast, 0);
    }
  }

  #close(record: Fields, from: string, condition: Condition): void {
    const closed = this.#closed.get(record) ?? new Map<string, Condition>();
    this.#closed.set(record, closed.set(from, condition));
    this.denied.add(condition);
  }

  /** The value, hollow where its record is denied. Lists keep their length until every call is done. */
  #judged(value: unknown, branch: Branch, isLast: boolean, nested: number): unknown {
    if (Array.isArray(value)) {
      if (nested > MOST_NESTED) return null;
      for (let index = 0; index < value.length; index += 1) {
        value[index] = this.#judged(value[index], branch, isLast, nested + 1);
      }
      return value;
    }
    if (!isObject(value) || this.#hollow.has(value)) return value;
    const typeName = typeOf(value, branch);
    if (typeName === undefined) return this.#hollowed(value, 0);
    if (!this.#isThere(value, typeName, isLast)) return this.#hollowed(value, 0);
    this.#visit(value, typeName, branch.below, isLast);
    const isEdgeOfNothing = branch.below.branches.some(({ isNode, from }) => isNode && this.#isHollow(value[from]));
    return isEdgeOfNothing ? this.#hollowed(value, 0) : value;
  }

  #isThere(record: Fields, typeName: string, isLast: boolean): boolean {
    const presence = this.#decisions.presences.get(typeName);
    // What an agency knows as one of an interface alone gets its own type from another; as long as nobody said it, no rule
    // can speak of the record.
    if (!presence) return !isLast || !this.#undetermined.has(typeName);
    if (presence.isThere(record, this.#tally)) return true;
    // Another call may still bring what it is judged by.
    const attributes = this.#decisions.attributes.get(typeName) ?? [];
    return !isLast && [...attributes].some((name) => record[name] === undefined);
  }

  #isHollow(value: unknown): boolean {
    return isObject(value) && this.#hollow.has(value);
  }

  /** Of the same type and length, with nothing to be known by: it is not asked about, and places keep their order. */
  #hollowed(value: unknown, nested: number): unknown {
    if (Array.isArray(value)) {
      return nested > MOST_NESTED ? null : value.map((item) => this.#hollowed(item, nested + 1));
    }
    if (!isObject(value)) return null;
    const hollow: Fields = { __typename: value['__typename'] };
    this.#hollow.add(hollow);
    return hollow;
  }

  #empty(record: Fields, typeName: string, { branches }: JudgeTree): void {
    for (const branch of branches) {
      if (branch.isQuiet || !branch.isOf(typeName)) continue;
      const value = record[branch.from];
      const closed = this.#closed.get(record)?.get(branch.from);
      if (closed) record[branch.from] = closed.isNeutral && Array.isArray(value) ? [] : null;
      else if (value !== null && value !== undefined) record[branch.from] = this.#emptied(value, branch);
    }
  }

  #emptied(value: unknown, branch: Branch): unknown {
    if (Array.isArray(value)) {
      const left = value.some((item) => this.#isHollow(item)) ? value.filter((item) => !this.#isHollow(item)) : value;
      for (let index = 0; index < left.length; index += 1) left[index] = this.#emptied(left[index], branch);
      return left;
    }
    if (!isObject(value)) return value;
    if (this.#hollow.has(value)) return null;
    const typeName = typeOf(value, branch);
    if (typeName !== undefined) this.#empty(value, typeName, branch.below);
    return value;
  }

  /** An error where its record stands now; none where it is of what is denied. */
  #moved(error: GraphQLError, data: Fields): readonly GraphQLError[] {
    if (!error.path) return [error];
    const path = this.#way(error.path, data);
    if (!path) return [];
    if (path.every((key, index) => key === error.path?.[index])) return [error];
    return [new GraphQLError(error.message, { path, extensions: error.extensions })];
  }

  #way(path: Path, data: Fields): Path | undefined {
    let at: unknown = data;
    let trees: readonly JudgeTree[] = [this.#tree];
    let named: string | undefined = this.#root;
    const way: Array<string | number> = [];
    for (const key of path) {
      if (Array.isArray(at) && typeof key === 'number') {
        way.push(key - at.slice(0, key).filter((item) => this.#isHollow(item)).length);
        at = at[key];
      } else if (isObject(at) && typeof key === 'string') {
        const record: Fields = at;
        const typeName = typeof record['__typename'] === 'string' ? record['__typename'] : named;
        if (this.#closed.get(record)?.has(key) || this.#isDeniedLeaf(trees, key, typeName, record)) return undefined;
        const branches = trees.flatMap((tree) => tree.branches.filter(({ from }) => from === key));
        trees = branches.map(({ below }) => below);
        named = branches.find((branch) => branch.typeName !== undefined)?.typeName;
        way.push(key);
        at = record[key];
      } else way.push(key);
      if (this.#isHollow(at)) return undefined;
    }
    return way;
  }

  #isDeniedLeaf(trees: readonly JudgeTree[], key: string, typeName: string | undefined, record: Fields): boolean {
    if (typeName === undefined) return false;
    return trees.some(({ leaves }) =>
      leaves
        .get(key)
        ?.some(
          ({ condition, isOf }) =>
            isOf(typeName) && condition.judge.levelOf(typeName, record, this.#tally) === 'WITHHELD',
        ),
    );
  }
}

function typeOf(record: Fields, { typeName }: Branch): string | undefined {
  const given = record['__typename'];
  return typeName ?? (typeof given === 'string' ? given : undefined);
}
