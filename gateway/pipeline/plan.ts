import { type FieldNode, Kind, type SelectionNode, type SelectionSetNode, visit } from 'graphql';
import type { Engine } from '../engine/engine.ts';
import { argumentsInOrder, internalName } from '../engine/names.ts';
import type { Decided, Planned } from '../exchange.ts';

/** plan: only what is released is planned, under internal names; what reads the schema alone is left to completion. */
export function plan(exchange: Decided, engine: Engine): Planned {
  const selectionSet = released(exchange.operation.selectionSet, exchange.decisions.removed);
  if (selectionSet.selections.length === 0) return { ...exchange, plan: undefined };
  const { variableDefinitions = [], ...operation } = exchange.operation;
  const used = variablesIn(selectionSet);
  return {
    ...exchange,
    plan: engine.plan({
      ...operation,
      selectionSet,
      // A variable used in withheld parts only is not sent on.
      variableDefinitions: variableDefinitions.filter((definition) => used.has(definition.variable.name.value)),
    }),
  };
}

function released(set: SelectionSetNode, removed: ReadonlySet<FieldNode>): SelectionSetNode {
  const selections = set.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return releasedField(selection, removed);
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    const selectionSet = released(selection.selectionSet, removed);
    return selectionSet.selections.length > 0 ? [{ ...selection, selectionSet }] : [];
  });
  return { kind: Kind.SELECTION_SET, selections };
}

function releasedField(field: FieldNode, removed: ReadonlySet<FieldNode>): FieldNode[] {
  const name = field.name.value;
  if (removed.has(field) || name === '__schema' || name === '__type') return [];
  const internal = internalName(field);
  const { alias: _alias, selectionSet, ...rest } = field;
  return [
    {
      ...rest,
      arguments: argumentsInOrder(field),
      ...(internal !== name && { alias: { kind: Kind.NAME, value: internal } as const }),
      ...(selectionSet && { selectionSet: released(selectionSet, removed) }),
    },
  ];
}

function variablesIn(set: SelectionSetNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(set, { Variable: (node) => void names.add(node.name.value) });
  return names;
}
