import type { GraphQLSchema } from 'graphql';
import { isObject } from '../json.ts';
import type { Fields } from './engine.ts';
import { MOST_NESTED } from './limits.ts';
import { isOf } from './projection.ts';
import type { Rewrite } from './query-plan.ts';

/** Applies a planner's changes to an agency's answer. They are rare: internal names leave it little to rename. */
export function rewritten(value: unknown, rewrites: readonly Rewrite[], schema: GraphQLSchema): void {
  for (const { path, change } of rewrites) apply(value, path, change, schema, 0);
}

function apply(
  value: unknown,
  path: Rewrite['path'],
  change: Rewrite['change'],
  schema: GraphQLSchema,
  nested: number,
): void {
  if (Array.isArray(value)) {
    if (nested > MOST_NESTED) return;
    for (const item of value) apply(item, path, change, schema, nested + 1);
    return;
  }
  const [step, ...rest] = path;
  if (!isObject(value) || !step) return;
  if (step.kind === 'types') {
    const typeName = value['__typename'];
    const fits = typeof typeName === 'string' && step.names.some((name) => isOf(schema, typeName, name));
    if (fits) apply(value, rest, change, schema, 0);
  } else if (rest.length > 0) apply(value[step.name], rest, change, schema, 0);
  else changeField(value, step.name, change);
}

function changeField(record: Fields, key: string, change: Rewrite['change']): void {
  if (!Object.hasOwn(record, key)) return;
  if (change.kind === 'set') record[key] = change.value;
  else {
    record[change.to] = record[key];
    delete record[key];
  }
}
