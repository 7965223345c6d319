import type { ServerResponse } from 'node:http';
import { isAbstractType, Kind, type SelectionSetNode } from 'graphql';
import type { HandledCall } from '../support/federated.ts';

/**
 * Answers an operation from a tree of values exactly as they are: no type is checked and nothing is coerced. A value
 * of the root that is a function is called with the operation's representations.
 */
export function respondUncoerced(tree: object, call: HandledCall, response: ServerResponse): void {
  const operation = call.document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const root = { __typename: 'Query', ...tree };
  const data = operation ? selected(operation.selectionSet, root, call) : null;
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
}

function selected(set: SelectionSetNode, source: object, call: HandledCall): object {
  const fields: Record<string, unknown> = {};
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const isMeant = !node.typeCondition || isOfType(source, node.typeCondition.name.value, call);
      if (isMeant) Object.assign(fields, selected(node.selectionSet, source, call));
    }
    if (node.kind !== Kind.FIELD) continue;
    const value: unknown = Reflect.get(source, node.name.value);
    const given = typeof value === 'function' ? value(representationsOf(call)) : value;
    fields[node.alias?.value ?? node.name.value] = node.selectionSet ? below(node.selectionSet, given, call) : given;
  }
  return fields;
}

function below(set: SelectionSetNode, value: unknown, call: HandledCall): unknown {
  if (Array.isArray(value)) return value.map((item) => below(set, item, call));
  return typeof value === 'object' && value !== null ? selected(set, value, call) : value;
}

/** A value that does not say its type is taken for what is asked. */
function isOfType(source: object, condition: string, { schema }: HandledCall): boolean {
  const name: unknown = Reflect.get(source, '__typename');
  if (name === undefined || name === condition) return true;
  const [abstract, own] = [schema.getType(condition), schema.getType(String(name))];
  return isAbstractType(abstract) && own !== undefined && 'getInterfaces' in own && schema.isSubType(abstract, own);
}

function representationsOf({ variables }: HandledCall): readonly object[] {
  return (Object.values(variables).find(Array.isArray) as readonly object[] | undefined) ?? [];
}
