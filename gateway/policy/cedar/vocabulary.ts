import { type Expression, expressionsOf, operands, type Policy } from './ast.ts';

/** Literals that a policy holds an attribute against: `context.purpose`, `record.level`. */
export interface Vocabulary {
  /** Entities named anywhere, by type. */
  readonly entities: (type: string) => readonly string[];
  readonly strings: (attribute: string) => readonly string[];
  readonly longs: (attribute: string) => readonly number[];
}

/** The words of a policy: what requests are made of that are to hit it, or to miss it narrowly. */
export function vocabulary(policy: Policy): Vocabulary {
  const expressions = expressionsOf(policy);
  const entities = expressions.flatMap((part) => (part.kind === 'in' ? part.entities : []));
  const byAttribute = new Map<string, (string | number)[]>();
  for (const part of expressions) {
    const words = wordsOf(part);
    for (const attribute of attributesOf(part)) {
      byAttribute.set(attribute, [...(byAttribute.get(attribute) ?? []), ...words]);
    }
  }
  const words = (attribute: string): readonly (string | number)[] => byAttribute.get(attribute) ?? [];
  return {
    entities: (type) => entities.filter((uid) => uid.type === type).map((uid) => uid.id),
    strings: (attribute) => words(attribute).filter((word) => typeof word === 'string'),
    longs: (attribute) => words(attribute).filter((word) => typeof word === 'number'),
  };
}

/** Of an operator, not of what joins several: `&&` does not hold its sides against one another. */
function attributesOf(part: Expression): readonly string[] {
  if (!holdsAgainst(part)) return [];
  return operands(part).flatMap((side) => (side.kind === 'attribute' ? [`${side.of}.${side.name}`] : nested(side)));
}

/** `[context.to, "x"].contains(…)`. */
function nested(side: Expression): readonly string[] {
  if (side.kind !== 'set') return [];
  return side.elements.flatMap((each) => (each.kind === 'attribute' ? [`${each.of}.${each.name}`] : []));
}

function wordsOf(part: Expression): readonly (string | number)[] {
  if (!holdsAgainst(part)) return [];
  if (part.kind === 'like') return [part.literals.join(''), part.literals.join('-')];
  return operands(part)
    .flatMap((side) => (side.kind === 'set' ? side.elements : [side]))
    .flatMap((side) => (side.kind === 'literal' && typeof side.value !== 'boolean' ? [side.value] : []));
}

function holdsAgainst(part: Expression): boolean {
  return !['&&', '||', '!', 'if', 'set'].includes(part.kind);
}
