import { type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql';
import { fieldType } from '../field-type.ts';
import type { AgencyName } from '../ids.ts';
import { operationOf } from './operation-text.ts';
import { fetchesOf, type PlanNode } from './query-plan.ts';

/**
 * Who gives what: `Type.key` and, for records of whatever type, `key` → the agency that is asked for it. Read only to
 * name the agency of a value that cannot be used.
 */
export function ownersOf(plan: PlanNode, schema: GraphQLSchema): ReadonlyMap<string, AgencyName> {
  const owners = new Map<string, AgencyName>();
  const note = (at: string, agency: AgencyName): void => {
    if (!owners.has(at)) owners.set(at, agency);
  };
  function walk(set: SelectionSetNode, typeName: string, agency: AgencyName): void {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT)
        walk(node.selectionSet, node.typeCondition?.name.value ?? typeName, agency);
      if (node.kind !== Kind.FIELD || node.name.value === '__typename') continue;
      const key = (node.alias ?? node.name).value;
      note(`${typeName}.${key}`, agency);
      note(key, agency);
      if (!node.selectionSet) continue;
      walk(node.selectionSet, fieldType(schema, typeName, node.name.value) ?? '', agency);
    }
  }
  for (const fetch of fetchesOf(plan)) {
    const { operation, selectionSet } = operationOf(fetch);
    walk(selectionSet, schema.getRootType(operation)?.name ?? '', fetch.agency);
  }
  return owners;
}
