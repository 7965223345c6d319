import { hash } from 'node:crypto';
import { Kind, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

const known = new WeakMap<OperationDefinitionNode, string>();

/**
 * SHA-256 of what an operation asks for: fields and the names of their arguments, as the schema has them. What the caller
 * wrote beyond, values, aliases, names of variables, is not in it: who has a hash of those can try numbers until one fits.
 *
 * @param operation with its fragments written out: the same object is the same operation.
 */
export function shapeOf(operation: OperationDefinitionNode): string {
  let shape = known.get(operation);
  if (shape === undefined) {
    shape = hash('sha256', `${operation.operation}${written(operation.selectionSet)}`, 'hex');
    known.set(operation, shape);
  }
  return shape;
}

function written({ selections }: SelectionSetNode): string {
  return `{${selections.map(selected).join(' ')}}`;
}

function selected(node: SelectionNode): string {
  if (node.kind === Kind.FRAGMENT_SPREAD) return '';
  const below = node.selectionSet ? written(node.selectionSet) : '';
  if (node.kind === Kind.INLINE_FRAGMENT) return `...${node.typeCondition?.name.value ?? ''}${below}`;
  const given = (node.arguments ?? []).map(({ name }) => name.value).sort();
  return `${node.name.value}${given.length > 0 ? `(${given.join()})` : ''}${below}`;
}
