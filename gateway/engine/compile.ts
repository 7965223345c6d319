import {
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { coordinatesOf } from '../../standards/grant/coordinates.ts';
import type { AgencyName } from '../ids.ts';
import type { Scope } from './engine.ts';
import { knownRecords, type ToldAt } from './known-records.ts';
import type { Slot } from './merge.ts';
import { entitySelection, operationOf } from './operation-text.ts';
import { type KeyFields, type Projection, projection } from './projection.ts';
import { type EntityAsk, type FetchNode, fetchesOf, type PathStep, type PlanNode, type Rewrite } from './query-plan.ts';
import { Shape } from './shape.ts';

/** A plan made ready: everything that is the same for each request is done. */
export type Step = { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly Step[] } | FetchStep;

export interface FetchStep {
  readonly kind: 'fetch';
  readonly agency: AgencyName;
  readonly scope: Scope;
  /** JSON text of the request up to its first variable. */
  readonly head: string;
  readonly variables: readonly string[];
  /** Every response key of its operation. */
  readonly keys: ReadonlySet<string>;
  readonly asks: readonly AskStep[];
  readonly outputRewrites: readonly Rewrite[];
  /** Keys of the root it gives; empty where it is asked about records. */
  readonly slots: readonly Slot[];
}

export interface AskStep {
  readonly key: string;
  readonly variable: string;
  readonly project: Projection;
  readonly places: readonly Place[];
  /** Equal for calls that ask one agency the same of a record; undefined where no other call does. */
  readonly shared: number | undefined;
  /** Where records stand of which the agency has told before what is asked here. */
  readonly known: readonly ToldAt[];
  readonly outputRewrites: readonly Rewrite[];
}

export interface Place {
  readonly path: readonly PathStep[];
  /** Response keys of the path. */
  readonly keys: readonly string[];
  readonly slots: readonly Slot[];
  /** Nothing lies below what is given here. */
  readonly isFlat: boolean;
}

/** What compiling needs of the supergraph. */
export interface Composition {
  readonly types: GraphQLSchema;
  keys(agency: AgencyName): KeyFields;
  readonly interfaceObjects: ReadonlySet<string>;
}

export function compile(plan: PlanNode, composition: Composition): Step {
  const shape = new Shape();
  const parsed = new Map<FetchNode, Parsed>();
  const asked = new Map<string, number>();
  for (const fetch of fetchesOf(plan)) {
    const each = parsedOf(fetch);
    parsed.set(fetch, each);
    if (fetch.entities.length === 0) shape.add(each.operation.selectionSet);
    for (const { ask, set, text } of each.asks) {
      for (const path of ask.paths) shape.at(path).add(set);
      asked.set(text, (asked.get(text) ?? 0) + 1);
    }
  }
  const scopes = scopesOf(plan, composition.types);
  const known = knownRecords(plan, { ...composition, shape });
  // Only what is asked at more than one step is worth keeping for the next one.
  const shared = [...asked].filter(([, times]) => times > 1).map(([text]) => text);

  function stepOf(node: PlanNode): Step {
    if (node.kind !== 'fetch') return { kind: node.kind, steps: node.nodes.map(stepOf) };
    const { operation, asks = [] } = parsed.get(node) ?? {};
    const text = stripIgnoredCharacters(node.operation);
    return {
      kind: 'fetch',
      agency: node.agency,
      scope: scopes.get(node.agency) ?? { agency: node.agency, coordinates: [] },
      head: `{"query":${JSON.stringify(text)},"variables":{`,
      variables: node.variables,
      keys: keysIn(operation),
      outputRewrites: node.outputRewrites,
      asks: asks.map((each) => askStep(each, node.agency)),
      slots: operation && asks.length === 0 ? shape.slots([operation.selectionSet]) : [],
    };
  }

  function askStep({ ask, set, text }: ParsedAsk, agency: AgencyName): AskStep {
    const place = shared.indexOf(text);
    return {
      key: ask.key,
      variable: ask.variable,
      project: projection(ask, composition.types, composition.keys(agency)),
      places: ask.paths.map((path) => placeOf(path, shape.at(path).slots([set]))),
      shared: place >= 0 ? place : undefined,
      known: known.get(ask) ?? [],
      outputRewrites: ask.outputRewrites,
    };
  }

  return stepOf(plan);
}

interface ParsedAsk {
  readonly ask: EntityAsk;
  readonly set: SelectionSetNode;
  /** The same for the same question to the same agency. */
  readonly text: string;
}

interface Parsed {
  readonly operation: OperationDefinitionNode;
  readonly asks: readonly ParsedAsk[];
}

function parsedOf(fetch: FetchNode): Parsed {
  const operation = operationOf(fetch);
  const asks = fetch.entities.map((ask) => {
    const set = entitySelection(operation, ask.key);
    return {
      ask,
      set,
      text: `${fetch.agency} ${print(inOrder(set))} ${JSON.stringify([ask.inputRewrites, ask.outputRewrites])}`,
    };
  });
  return { operation, asks };
}

/** What the whole plan asks of each agency. */
function scopesOf(plan: PlanNode, types: GraphQLSchema): ReadonlyMap<AgencyName, Scope> {
  const asked = new Map<AgencyName, Set<string>>();
  for (const fetch of fetchesOf(plan)) {
    const all = asked.get(fetch.agency) ?? new Set<string>();
    const document = { kind: Kind.DOCUMENT, definitions: [operationOf(fetch)] } as const;
    for (const each of coordinatesOf(document, types).coordinates) all.add(each);
    asked.set(fetch.agency, all);
  }
  return new Map([...asked].map(([agency, all]) => [agency, { agency, coordinates: [...all].sort() }]));
}

/** Two selections of the same fields are the same question. */
function inOrder({ selections, ...set }: SelectionSetNode): SelectionSetNode {
  const ordered = selections
    .map((node) =>
      'selectionSet' in node && node.selectionSet ? { ...node, selectionSet: inOrder(node.selectionSet) } : node,
    )
    .map((node) => ({ node, text: print(node) }))
    .sort((one, other) => (one.text < other.text ? -1 : 1));
  return { ...set, selections: ordered.map(({ node }) => node) };
}

function placeOf(path: readonly PathStep[], slots: readonly Slot[]): Place {
  return { path, keys: keysOf(path), slots, isFlat: slots.every(({ below }) => below === undefined) };
}

function keysIn(operation: OperationDefinitionNode | undefined): ReadonlySet<string> {
  const keys = new Set<string>();
  if (operation) visit(operation, { Field: (node) => void keys.add((node.alias ?? node.name).value) });
  return keys;
}

function keysOf(path: readonly PathStep[]): readonly string[] {
  return path.flatMap((step) => (step.kind === 'field' ? [step.name] : []));
}
