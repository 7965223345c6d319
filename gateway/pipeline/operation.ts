import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../errors.ts';
import { grown, type Operated, type Purposed, type Variables } from '../exchange.ts';
import { shapeOf } from './shape.ts';

/** A validated operation as @apollo/server hands it over. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
  /** The text, and the same for the same text. */
  readonly text: string;
  readonly hash: string;
  /** Of an operation that was approved as it stands: its text is no caller's own. */
  readonly approvedId?: string;
}

/** Operations of one schema as they were asked lately, each kept once and found by its text. */
export interface Operations {
  readonly schema: GraphQLSchema;
  readonly isPurposeRequired: boolean;
  readonly known: LRUCache<string, Known>;
}

interface Known {
  readonly asked: Pick<Asked, 'document' | 'operation' | 'text' | 'hash'>;
  /** Variables that @skip and @include read. */
  readonly conditions: readonly string[];
  /** By the values of those variables. */
  readonly variants: Map<string, OperationDefinitionNode>;
}

/** Operations kept, by the length of their texts in characters. */
const KEPT_CHARACTERS = 250_000;
/** Forms of one operation kept, by its @skip and @include. */
const KEPT_VARIANTS = 32;

export function operations(schema: GraphQLSchema, isPurposeRequired: boolean): Operations {
  const known = new LRUCache<string, Known>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: ({ asked }) => asked.text.length,
  });
  return { schema, isPurposeRequired, known };
}

/**
 * operation: variables are coerced by the schema, fragments inlined, @skip and @include applied, so that every later
 * stage sees each field exactly where it stands and only what was asked for. The same operation is the same object, by
 * which later stages know what they made of it before.
 *
 * @throws HubError PURPOSE_REQUIRED, BAD_USER_INPUT, OPERATION_NOT_SUPPORTED
 */
export function operate(exchange: Purposed, asked: Asked, room: Operations): Operated {
  if (asked.operation.operation === OperationTypeNode.SUBSCRIPTION) throw new HubError('OPERATION_NOT_SUPPORTED');
  const variables = coerced(asked, room.schema);
  const operation = normalise(asked, variables, room);
  if (room.isPurposeRequired && exchange.purpose === undefined && !isIntrospection(operation)) {
    throw new HubError('PURPOSE_REQUIRED');
  }
  return grown(exchange, { operation, ...recordedAs(asked, operation), variables });
}

/** INVARIANT: of a caller's own text nothing is recorded as it stands, its name and its hash neither: a value could be in it. */
function recordedAs(
  { approvedId, operation }: Asked,
  asked: OperationDefinitionNode,
): Pick<Operated, 'operationName' | 'operationId'> {
  if (approvedId === undefined) return { operationName: undefined, operationId: shapeOf(asked) };
  return { operationName: operation.name?.value, operationId: approvedId };
}

/** @param variables those that @skip and @include read decide the form; the others are not looked at. */
export function normalise(asked: Asked, variables: Variables, { known: cache }: Operations): OperationDefinitionNode {
  const key = `${asked.hash} ${asked.operation.name?.value ?? ''}`;
  let known = cache.get(key);
  if (!known) {
    const { document, operation, text, hash } = asked;
    known = { asked: { document, operation, text, hash }, conditions: conditionsOf(document), variants: new Map() };
    cache.set(key, known);
  }
  const variant = known.conditions
    .map((name) => (variables[name] === true ? '1' : variables[name] === false ? '0' : '-'))
    .join('');
  const operation = known.variants.get(variant);
  if (operation) return operation;
  const made = written(asked, variables);
  if (known.variants.size >= KEPT_VARIANTS) known.variants.clear();
  known.variants.set(variant, made);
  return made;
}

function written({ document, operation }: Asked, variables: Variables): OperationDefinitionNode {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return { ...operation, selectionSet: inlined(operation.selectionSet, fragments, variables), directives: [] };
}

/** Variables that @skip and @include of the document read. */
export function conditionsOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** True where the operation reads the schema only. */
export function isIntrospection(operation: OperationDefinitionNode): boolean {
  return operation.selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
  );
}

const NO_VARIABLES: Variables = Object.freeze({});

function coerced({ operation, variables }: Asked, schema: GraphQLSchema): Variables {
  if (!operation.variableDefinitions?.length) return NO_VARIABLES;
  const result = getVariableValues(schema, operation.variableDefinitions, variables, { maxErrors: 1 });
  if (result.coerced) return result.coerced;
  // The library's text carries the value; only the variable's name, which the caller wrote into the operation, is kept.
  const name = result.errors[0]?.message.match(/^Variable "(\$[_A-Za-z0-9]+)"/)?.[1];
  throw new HubError('BAD_USER_INPUT', name && `The variable ${name} does not have the type the operation declares.`);
}

function inlined(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
): SelectionSetNode {
  const selections = set.selections.flatMap((selection) => selected(selection, fragments, variables));
  return { kind: Kind.SELECTION_SET, selections };
}

function selected(
  node: SelectionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
): SelectionNode[] {
  if (node.directives?.some(({ name }) => name.value === 'defer')) throw new HubError('OPERATION_NOT_SUPPORTED');
  if (!isIncluded(node, variables)) return [];
  if (node.kind === Kind.FIELD) {
    const { selectionSet, ...rest } = node;
    const field: FieldNode = { ...rest, directives: [] };
    return [selectionSet ? { ...field, selectionSet: inlined(selectionSet, fragments, variables) } : field];
  }
  const source = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
  if (!source) return [];
  const selectionSet = inlined(source.selectionSet, fragments, variables);
  if (selectionSet.selections.length === 0) return [];
  const { typeCondition } = source;
  return [{ kind: Kind.INLINE_FRAGMENT, ...(typeCondition && { typeCondition }), selectionSet }];
}

/** @throws HubError BAD_USER_INPUT where a condition is null: only its variable's value can make it so. */
function isIncluded(node: SelectionNode, variables: Variables): boolean {
  if (!node.directives?.length) return true;
  try {
    if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
  } catch {
    throw new HubError('BAD_USER_INPUT', 'The condition of @skip or @include must be true or false.');
  }
}
