import {
  type FieldNode,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../errors.ts';
import type { AgencyName } from '../ids.ts';
import type { Supergraph } from '../supergraph/load.ts';
import type { ClientOf } from './agency-clients.ts';
import { agencyCodesOf } from './agency-codes.ts';
import { argumentNamesOf } from './argument-names.ts';
import { checkPlan, type InternalUse } from './check-plan.ts';
import { type Composition, compile, type Step } from './compile.ts';
import type { Engine, Fields, Plan } from './engine.ts';
import type { EngineLimits } from './limits.ts';
import { ownersOf } from './owners.ts';
import { plannerFor } from './planners.ts';
import { fetchesOf, type Planner } from './query-plan.ts';
import { Run, type RunRoom } from './run.ts';

/** Plans kept, by the length of their operations in characters: one of a common size has 200 to 2,000. */
const KEPT_CHARACTERS = 250_000;

export interface HubEngineOptions {
  readonly planner: 'hive' | 'apollo';
  readonly limits: EngineLimits;
  readonly client: ClientOf;
  /** Told of plans that failed: a fault of the hub or the supergraph. */
  readonly fault: (error: unknown) => void;
}

/** The hub's own engine. @throws Error where the supergraph cannot be planned for. */
export async function hubEngine(supergraph: Supergraph, options: HubEngineOptions): Promise<Engine> {
  const { limits, client } = options;
  const { types } = supergraph;
  const planner = await plannerFor(supergraph, options.planner);
  const composition: Composition = {
    types,
    keys: (agency) => (typeName) => supergraph.joins.keys(typeName, agency),
    interfaceObjects: supergraph.joins.interfaceObjects,
  };
  const room: RunRoom = {
    types,
    limits,
    argumentNames: argumentNamesOf(supergraph.api),
    agencyCodes: agencyCodesOf(supergraph),
    client,
  };
  const plans = new LRUCache<string, Promise<Plan>>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_, key) => key.length,
  });

  async function planned(operation: OperationDefinitionNode): Promise<Plan> {
    const signal = AbortSignal.timeout(limits.planMs);
    try {
      const parts = await Promise.all(
        partsOf(operation).map((part) => plannedPart(part, planner, composition, signal)),
      );
      return planOf(operation, parts, room);
    } catch (error) {
      options.fault(error);
      throw new HubError('PLANNING_FAILED');
    }
  }

  return {
    plan(operation) {
      const text = print(operation);
      // The promise is kept, not the plan: equal operations that wait are planned once.
      const known = plans.get(text);
      if (known) return known;
      const plan = planned(operation);
      plans.set(text, plan);
      plan.catch(() => plans.delete(text));
      return plan;
    },
    [Symbol.asyncDispose]: () => planner[Symbol.asyncDispose](),
  };
}

/** Fields of a mutation are planned and run one after the other; a query is one part. */
function partsOf(operation: OperationDefinitionNode): readonly OperationDefinitionNode[] {
  if (operation.operation !== OperationTypeNode.MUTATION) return [operation];
  return rootFields(operation).map((field) => ({
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  }));
}

/** Root fields in their order, fragments written out, selections of one field together. */
function rootFields({ selectionSet }: OperationDefinitionNode): readonly FieldNode[] {
  const fields = new Map<string, FieldNode>();
  const visit = (set: OperationDefinitionNode['selectionSet']): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) visit(node.selectionSet);
      if (node.kind !== Kind.FIELD) continue;
      const key = (node.alias ?? node.name).value;
      const known = fields.get(key);
      const selections = [...(known?.selectionSet?.selections ?? []), ...(node.selectionSet?.selections ?? [])];
      fields.set(
        key,
        selections.length > 0 ? { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } } : node,
      );
    }
  };
  visit(selectionSet);
  return [...fields.values()];
}

interface Part {
  readonly operation: OperationDefinitionNode;
  readonly step: Step;
  readonly agencies: readonly AgencyName[];
  readonly uses: readonly InternalUse[];
  readonly owners: ReadonlyMap<string, AgencyName>;
}

async function plannedPart(
  operation: OperationDefinitionNode,
  planner: Planner,
  composition: Composition,
  signal: AbortSignal,
): Promise<Part> {
  const node = (await planner.plan(print(operation), signal)) ?? { kind: 'sequence', nodes: [] };
  return {
    operation,
    step: compile(node, composition),
    agencies: fetchesOf(node).map(({ agency }) => agency),
    uses: checkPlan(node, operation, composition.types, composition.keys, composition),
    owners: ownersOf(node, composition.types),
  };
}

function planOf(operation: OperationDefinitionNode, parts: readonly Part[], room: RunRoom): Plan {
  const agencies = [...new Set(parts.flatMap((part) => part.agencies))];
  const steps = parts.map(({ step }) => step);
  const keys = parts.map((part) => promisedKey(part.operation, room.types));
  // What a mutation's field promises and did not give ends the mutation: its later fields are not begun (GraphQL §6.2.2).
  const isOver = (data: Fields, done: number): boolean => {
    const key = operation.operation === OperationTypeNode.MUTATION && done > 0 ? keys[done - 1] : undefined;
    return key !== undefined && data[key] == null;
  };
  return {
    uses: parts.flatMap(({ uses }) => uses),
    ownerOf(typeName, name) {
      for (const { owners } of parts) {
        const owner = owners.get(`${typeName}.${name}`) ?? owners.get(name);
        if (owner) return owner;
      }
      return undefined;
    },
    async run(variables, gone, enter, gate) {
      const answer = await new Run(room, variables, agencies, gone, { enter, gate }).through(steps, isOver);
      if (gone.isHalted) throw new HubError('CLIENT_GONE');
      return answer;
    },
  };
}

/** Key of a part's only field where the schema promises it a value. */
function promisedKey({ operation, selectionSet }: OperationDefinitionNode, types: GraphQLSchema): string | undefined {
  const [field] = selectionSet.selections;
  const root = types.getRootType(operation);
  if (field?.kind !== Kind.FIELD || !isObjectType(root)) return undefined;
  const definition = root.getFields()[field.name.value];
  return definition && isNonNullType(definition.type) ? (field.alias ?? field.name).value : undefined;
}
