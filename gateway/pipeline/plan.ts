import {
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type VariableNode,
  visit,
} from 'graphql';
import type { Engine, Plan } from '../engine/engine.ts';
import { argumentsInOrder, internalName, internalVariable } from '../engine/names.ts';
import { HubError } from '../errors.ts';
import { type Decided, grown, type Planned } from '../exchange.ts';
import { fieldType } from '../field-type.ts';
import type { Decisions } from '../policy/decisions.ts';
import type { DecideRoom, Release } from './decide.ts';
import { type JudgedBeside, judgedBeside } from './judged-beside.ts';
import type { NamedBeside } from './named-beside.ts';

/** Plans made before, by the decisions they were made for. */
export type Plans = WeakMap<Decisions, Promise<Plan | undefined>>;

export interface PlanRoom {
  /** All types of records, whether callers see them or not. */
  readonly types: GraphQLSchema;
  readonly engine: Engine;
  readonly plans: Plans;
  readonly release: Release;
  readonly policyFault: DecideRoom['policyFault'];
  /** What the ledger names records by is fetched beside what was asked for. */
  readonly named: NamedBeside;
}

/**
 * plan: only what is released is planned, under internal names; what reads the schema alone is left to completion.
 *
 * @throws HubError PLANNING_FAILED, PLAN_NOT_PERMITTED where it sends another agency what its owner lets nobody send.
 */
export async function plan(exchange: Decided, room: PlanRoom): Promise<Planned> {
  const { plans } = room;
  const { decisions } = exchange;
  let planned = plans.get(decisions);
  if (!planned) {
    planned = planOf(exchange, room).then((made) => permitted(made, exchange, room));
    plans.set(decisions, planned);
    // The next one may have more luck.
    planned.catch(() => plans.delete(decisions));
  }
  return grown(exchange, { plan: await planned });
}

async function planOf(
  { operation, decisions }: Decided,
  { engine, types, named }: PlanRoom,
): Promise<Plan | undefined> {
  const judged = judgedBeside(types, decisions);
  const root = types.getRootType(operation.operation)?.name ?? '';
  const selectionSet = withoutTypeName(released(operation.selectionSet, root, { types, decisions, judged, named }));
  if (selectionSet.selections.length === 0) return undefined;
  const used = variablesIn(selectionSet);
  const planned: OperationDefinitionNode = {
    // Without the client's name for it: equal operations are planned once, whatever they are called.
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.operation,
    selectionSet,
    // A variable used in withheld parts only is not sent on.
    variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
  };
  return engine.plan(visit(planned, { Variable: internallyNamed }));
}

/** What goes from one agency to another, as a key or as an input, goes by its owner's leave. */
function permitted(made: Plan | undefined, exchange: Decided, { release, policyFault }: PlanRoom): Plan | undefined {
  if (!made || release.kind === 'open') return made;
  const { protection } = release;
  const refused = made.uses.flatMap(({ kind, coordinate, to }) => {
    if (kind === 'judge' || to === undefined || protection.mayBeSent(kind, coordinate, to, exchange)) return [];
    return [`${kind} ${coordinate} to ${to}`];
  });
  if (refused.length === 0) return made;
  // Somebody is shown a field that cannot be asked for: the owners' rules do not fit together.
  policyFault(refused);
  throw new HubError('PLAN_NOT_PERMITTED');
}

const TYPE_NAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

interface ReleaseRoom {
  readonly types: GraphQLSchema;
  readonly decisions: Decisions;
  readonly judged: JudgedBeside;
  readonly named: NamedBeside;
}

function released(set: SelectionSetNode, typeName: string, room: ReleaseRoom): SelectionSetNode {
  const selections = set.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return releasedField(selection, typeName, room);
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    if (room.decisions.removed.has(selection)) return [TYPE_NAME];
    const below = selection.typeCondition?.name.value ?? typeName;
    const selectionSet = released(selection.selectionSet, below, room);
    if (selectionSet.selections.length > 0) return [{ ...selection, selectionSet: room.named(selectionSet, below) }];
    // Which records the withheld part would have been of is still to be known: it is null for those alone.
    return [TYPE_NAME];
  });
  return { kind: Kind.SELECTION_SET, selections };
}

/** The field, and what it is made from where that is judged. */
function releasedField(field: FieldNode, typeName: string, room: ReleaseRoom): SelectionNode[] {
  const name = field.name.value;
  if (room.decisions.removed.has(field) || name === '__schema' || name === '__type') return [];
  const internal = internalName(field);
  const { alias: _alias, selectionSet, ...rest } = field;
  const below = fieldType(room.types, typeName, name) ?? '';
  const inputs = room.decisions.inputs.get(field);
  return [
    ...(inputs ? released(inputs, typeName, room).selections : []),
    {
      ...rest,
      arguments: argumentsInOrder(field),
      ...(internal !== name && { alias: { kind: Kind.NAME, value: internal } as const }),
      ...(selectionSet && {
        selectionSet: orTypeName(room.judged(room.named(released(selectionSet, below, room), below), below)),
      }),
    },
  ];
}

function internallyNamed({ name, ...rest }: VariableNode): VariableNode {
  return { ...rest, name: { ...name, value: internalVariable(name.value) } };
}

/** The root's name is known without any agency. */
function withoutTypeName(set: SelectionSetNode): SelectionSetNode {
  const isTypeName = (node: SelectionNode): boolean => node.kind === Kind.FIELD && node.name.value === '__typename';
  const selections = set.selections.flatMap((node): SelectionNode[] => {
    if (node.kind !== Kind.INLINE_FRAGMENT) return isTypeName(node) ? [] : [node];
    const selectionSet = withoutTypeName(node.selectionSet);
    return selectionSet.selections.length > 0 ? [{ ...node, selectionSet }] : [];
  });
  return { kind: Kind.SELECTION_SET, selections };
}

/** Whether there is a record, where nothing of it was asked for. */
function orTypeName(set: SelectionSetNode): SelectionSetNode {
  if (set.selections.length > 0) return set;
  return { kind: Kind.SELECTION_SET, selections: [TYPE_NAME] };
}

function variablesIn(set: SelectionSetNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(set, { Variable: (node) => void names.add(node.name.value) });
  return names;
}
