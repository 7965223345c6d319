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
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../errors.ts';
import type { Operated, Purposed, Variables } from '../exchange.ts';

/** A validated operation as @apollo/server hands it over. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/**
 * operation: variables are coerced by the schema, fragments inlined, @skip and @include applied, so that every later
 * stage sees each field exactly where it stands and only what was asked for.
 *
 * @throws HubError PURPOSE_REQUIRED, BAD_USER_INPUT, OPERATION_NOT_SUPPORTED
 */
export function operate(exchange: Purposed, asked: Asked, schema: GraphQLSchema): Operated {
  if (asked.operation.operation !== 'query') throw new HubError('OPERATION_NOT_SUPPORTED');
  const variables = coerced(asked, schema);
  const fragments = new Map(
    asked.document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const selectionSet = inlined(asked.operation.selectionSet, fragments, variables);
  const operation: OperationDefinitionNode = { ...asked.operation, selectionSet, directives: [] };
  if (exchange.purpose === undefined && !isIntrospection(operation)) throw new HubError('PURPOSE_REQUIRED');
  return { ...exchange, operation, operationName: asked.operation.name?.value, variables };
}

/** True where the operation reads the schema only. */
function isIntrospection(operation: OperationDefinitionNode): boolean {
  return operation.selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
  );
}

function coerced({ operation, variables }: Asked, schema: GraphQLSchema): Variables {
  const result = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
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

function isIncluded(node: SelectionNode, variables: Variables): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
}
