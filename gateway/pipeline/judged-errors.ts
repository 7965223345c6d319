import { GraphQLError } from 'graphql';
import type { Fields } from '../engine/engine.ts';
import { isObject } from '../json.ts';
import type { Condition } from '../policy/decisions.ts';
import type { RecordLevel } from '../policy/records.ts';
import type { Branch, JudgeTree } from './judge-tree.ts';

type Path = ReadonlyArray<string | number>;

/** What was judged, when every call is done and nothing is taken out yet. */
export interface Judged {
  readonly root: string;
  readonly tree: JudgeTree;
  /** True of what is not there for the caller. */
  isGone(item: unknown, branch: Branch): boolean;
  levelOf(condition: Condition, typeName: string, record: Fields): RecordLevel;
}

/** An agency's error at the place where its record will stand; none where it is of what is denied. */
export function placed(error: GraphQLError, data: Fields, judged: Judged): readonly GraphQLError[] {
  if (!error.path) return [error];
  const path = wayOf(error.path, data, judged);
  if (!path) return [];
  if (path.length === error.path.length && path.every((key, index) => key === error.path?.[index])) return [error];
  return [new GraphQLError(error.message, { path, extensions: error.extensions })];
}

function wayOf(path: Path, data: Fields, judged: Judged): Path | undefined {
  let at: unknown = data;
  let branches: readonly Branch[] = [];
  let trees: readonly JudgeTree[] = [judged.tree];
  let named: string | undefined = judged.root;
  const way: Array<string | number> = [];
  const isGone = (item: unknown) => branches.some((branch) => judged.isGone(item, branch));
  for (const [index, key] of path.entries()) {
    if (Array.isArray(at) && typeof key === 'number') {
      if (isGone(at[key])) return undefined;
      way.push(key - at.slice(0, key).filter(isGone).length);
      at = at[key];
    } else if (isObject(at) && typeof key === 'string') {
      const record: Fields = at;
      const typeName = typeof record['__typename'] === 'string' ? record['__typename'] : named;
      if (typeName !== undefined && isDenied(trees, key, typeName, record, judged)) return undefined;
      branches = trees.flatMap((tree) => tree.branches.filter(({ from }) => from === key));
      trees = branches.map(({ below }) => below);
      named = branches.find((branch) => branch.typeName !== undefined)?.typeName;
      way.push(key);
      at = record[key];
      const isBelow = index < path.length - 1;
      // What failed below may have been of a record that is not there; that a list as a whole failed is told.
      if (isBelow && at == null && branches.some(({ isNeutral }) => isNeutral)) {
        return branches.some(({ isList }) => isList) ? way : undefined;
      }
    } else way.push(key);
    if (isObject(at) && isGone(at)) return undefined;
  }
  return way;
}

function isDenied(
  trees: readonly JudgeTree[],
  key: string,
  typeName: string,
  record: Fields,
  { levelOf }: Judged,
): boolean {
  return trees.some(({ leaves, branches }) => {
    const isLeafDenied = leaves
      .get(key)
      ?.some(({ condition, isOf }) => isOf(typeName) && levelOf(condition, typeName, record) === 'WITHHELD');
    return (
      isLeafDenied ||
      branches.some(
        ({ from, condition, isOf }) =>
          condition && from === key && isOf(typeName) && levelOf(condition, typeName, record) !== 'FULL',
      )
    );
  });
}
