import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FetchNode, Rewrite } from './query-plan.ts';

const operations = new WeakMap<FetchNode, OperationDefinitionNode>();

/**
 * The operation of a call, parsed, its fragments written out and its keys as they are when the planner's changes have
 * been made.
 *
 * @throws Error where the planner wrote none.
 */
export function operationOf(fetch: FetchNode): OperationDefinitionNode {
  const known = operations.get(fetch);
  if (known) return known;
  const { definitions } = parse(fetch.operation, { noLocation: true });
  const found = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!found) throw new Error('the plan has a call without an operation');
  const fragments = new Map(
    definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]),
  );
  const rewrites = [
    ...fetch.outputRewrites,
    ...fetch.entities.flatMap(({ key, outputRewrites }) =>
      outputRewrites.map(({ path, change }) => ({ path: [{ kind: 'key', name: key } as const, ...path], change })),
    ),
  ];
  const operation = { ...found, selectionSet: renamed(inlined(found.selectionSet, fragments), rewrites) };
  operations.set(fetch, operation);
  return operation;
}

function inlined(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): SelectionSetNode {
  const selections = set.selections.map((node): SelectionNode => {
    if (node.kind === Kind.FIELD) {
      return node.selectionSet ? { ...node, selectionSet: inlined(node.selectionSet, fragments) } : node;
    }
    if (node.kind === Kind.INLINE_FRAGMENT) return { ...node, selectionSet: inlined(node.selectionSet, fragments) };
    const fragment = fragments.get(node.name.value);
    if (!fragment) throw new Error('the plan has a call with a fragment that it does not define');
    const { typeCondition, selectionSet } = fragment;
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: inlined(selectionSet, fragments) };
  });
  return { kind: Kind.SELECTION_SET, selections };
}

function renamed(set: SelectionSetNode, rewrites: readonly Rewrite[]): SelectionSetNode {
  if (rewrites.length === 0) return set;
  const selections = set.selections.map((node): SelectionNode => {
    if (node.kind === Kind.INLINE_FRAGMENT) return { ...node, selectionSet: renamed(node.selectionSet, rewrites) };
    if (node.kind !== Kind.FIELD) return node;
    const mine = rewrites.flatMap(({ path, change }) => {
      const keys = path.filter((step) => step.kind === 'key');
      return keys[0]?.name === (node.alias ?? node.name).value ? [{ path: keys.slice(1), change }] : [];
    });
    const change = mine.find(({ path }) => path.length === 0)?.change;
    const alias = change?.kind === 'rename' ? ({ kind: Kind.NAME, value: change.to } as const) : node.alias;
    const below = mine.filter(({ path }) => path.length > 0);
    return {
      ...node,
      ...(alias && { alias }),
      ...(node.selectionSet && { selectionSet: renamed(node.selectionSet, below) }),
    };
  });
  return { kind: Kind.SELECTION_SET, selections };
}

/** What is selected of the records. @throws Error where the planner wrote no such field. */
export function entitySelection(operation: OperationDefinitionNode, key: string): SelectionSetNode {
  for (const node of operation.selectionSet.selections) {
    if (node.kind === Kind.FIELD && (node.alias ?? node.name).value === key && node.selectionSet)
      return node.selectionSet;
  }
  throw new Error('the plan has a call about records without their selection');
}
