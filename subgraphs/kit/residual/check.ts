import { type AttributeType, type Literal, type Residual, ResidualError } from '../../../standards/grant/residual.ts';

/** A condition over one attribute. */
export type Leaf = Exclude<Residual, { readonly op: 'and' | 'or' | 'not' }>;

/** Types whose values have an order. */
const ORDERED: ReadonlySet<AttributeType> = new Set(['text', 'integer', 'number', 'instant']);

/**
 * Holds a residual against the attributes there are, and says which of them must be there.
 *
 * @throws ResidualError where it reads an attribute that is not there, or asks of one what its type does not have.
 */
export function requiredAttributes(
  residual: Residual,
  types: ReadonlyMap<string, { readonly type: AttributeType }>,
): ReadonlySet<string> {
  const compared = new Set<string>();
  const optional = new Set<string>();
  for (const leaf of leavesOf(residual)) {
    const { type } = types.get(leaf.attribute) ?? refused(`there is no attribute ${leaf.attribute}`);
    checkLeaf(leaf, type);
    (leaf.op === 'isNull' ? optional : compared).add(leaf.attribute);
  }
  return new Set([...compared].filter((attribute) => !optional.has(attribute)));
}

function leavesOf(residual: Residual): readonly Leaf[] {
  switch (residual.op) {
    case 'and':
    case 'or':
      return residual.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(residual.of);
    default:
      return [residual];
  }
}

function checkLeaf(leaf: Leaf, type: AttributeType): void {
  const isFit = fits(leaf, type);
  if (!isFit) refused(`${leaf.op} cannot be asked of ${leaf.attribute}, or not with such a value`);
}

function fits(leaf: Leaf, type: AttributeType): boolean {
  switch (leaf.op) {
    case 'isNull':
      return true;
    case 'contains':
    case 'containsAny':
      return type === 'texts';
    case 'startsWith':
      return type === 'text';
    case 'in':
      return leaf.values.every((value) => isOf(value, type));
    case 'eq':
    case 'ne':
      return isOf(leaf.value, type);
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return ORDERED.has(type) && isOf(leaf.value, type);
    default:
      return unknownOperator(leaf);
  }
}

/** A residual that was never parsed may hold anything. */
export function unknownOperator(_: never): never {
  return refused('a condition has an unknown operator');
}

function refused(message: string): never {
  throw new ResidualError(message);
}

function isOf(value: Literal, type: AttributeType): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'instant':
      return typeof value === 'object';
    case 'texts':
      return false;
  }
}
