import type { EntityUidJson, Expr } from '@cedar-policy/cedar-wasm/nodejs';
import type { AttributeOf, EntityUid, EntityVariable, Expression } from './ast.ts';
import { Refusal } from './problem.ts';
import { CONTEXT_ATTRIBUTES, PRINCIPAL_ATTRIBUTES, PRINCIPAL_PARENTS } from './schema.ts';
import { expressionText } from './text.ts';

type Operands = Readonly<Record<string, unknown>>;

/** Arithmetic, and what Cedar offers beyond the subset: operator → what to write instead. */
const REFUSED: Readonly<Record<string, string>> = {
  '+': 'Compare attributes with literals: arithmetic belongs in the agency system that fills the record.',
  '-': 'Compare attributes with literals: arithmetic belongs in the agency system that fills the record.',
  '*': 'Compare attributes with literals: arithmetic belongs in the agency system that fills the record.',
  neg: 'Write the negative number itself, as -5.',
  isEmpty: 'Name the values with contains or containsAny.',
  getTag: 'Read an attribute: entities carry no tags here.',
  hasTag: 'Read an attribute: entities carry no tags here.',
  Record: 'Compare the attributes one by one.',
  Slot: 'Write a static policy for each principal or resource: templates are not linked.',
};
const EXTENSION = 'Compare strings, numbers or sets: extension functions are not evaluated here.';

/**
 * Reads a Cedar expression into the subset.
 * @throws Refusal naming the expression outside it and what to write instead.
 */
export function expression(json: Expr): Expression {
  const [operator, body] = operation(json);
  switch (operator) {
    case 'Value':
      return literal(json, body);
    case 'Set':
      return { kind: 'set', elements: (body as readonly Expr[]).map(expression) };
    case '.':
      return { kind: 'attribute', ...path(json, operand(body, 'left'), [String((body as Operands)['attr'])]) };
    case 'has':
      return { kind: 'has', ...path(json, operand(body, 'left'), [(body as Operands)['attr']].flat().map(String)) };
    case '!':
      return { kind: '!', arg: expression(operand(body, 'arg')) };
    case 'like':
      return {
        kind: 'like',
        arg: expression(operand(body, 'left')),
        literals: literals((body as Operands)['pattern']),
      };
    case 'if-then-else':
      return {
        kind: 'if',
        test: expression(operand(body, 'if')),
        consequent: expression(operand(body, 'then')),
        alternative: expression(operand(body, 'else')),
      };
    case 'is':
      return is(json, body as Operands);
    default:
      return binary(json, operator, body as Operands);
  }
}

/** The entity of a JSON reference, in either of its two forms. */
export function entityUid(json: EntityUidJson): EntityUid {
  const uid = '__entity' in json ? json.__entity : json;
  return { type: uid.type, id: uid.id };
}

/**
 * `variable in entities`.
 * @throws Refusal where a person or the variable itself is named.
 */
export function within(variable: EntityVariable, entities: readonly EntityUid[], text: string): Expression {
  if (variable === 'principal' && !entities.every((entity) => PRINCIPAL_PARENTS.some((type) => type === entity.type))) {
    throw person(text);
  }
  return { kind: 'in', variable, entities };
}

/** A person named: who holds a role is the register's to say, not a rule's. */
export function person(text: string): Refusal {
  return new Refusal(
    `${text} names a single person, or what no principal is in.`,
    'Name a role, an agency or a country: principal in Role::"…".',
    text,
  );
}

function binary(json: Expr, operator: string, body: Operands): Expression {
  switch (operator) {
    case '&&':
    case '||':
    case '<':
    case '<=':
    case 'contains':
    case 'containsAll':
    case 'containsAny':
      return { kind: operator, left: expression(operand(body, 'left')), right: expression(operand(body, 'right')) };
    case '>':
    case '>=':
      return {
        kind: operator === '>' ? '<' : '<=',
        left: expression(operand(body, 'right')),
        right: expression(operand(body, 'left')),
      };
    case '==':
      return equality(json, body);
    case '!=':
      return { kind: '!', arg: equality(json, body) };
    case 'in':
      return membership(json, body);
    default:
      return refuse(json, operator);
  }
}

/** `==`: of two values, or of the action or resource with an entity. An entity of these types has no members. */
function equality(json: Expr, body: Operands): Expression {
  const [left, right] = [operand(body, 'left'), operand(body, 'right')];
  const variable = entityVariable(left) ?? entityVariable(right);
  if (variable === undefined) return { kind: '==', left: expression(left), right: expression(right) };
  const entities = entityList(right) ?? entityList(left);
  const [entity, ...more] = entities ?? [];
  if (variable === 'principal') throw person(expressionText(json));
  const own = variable === 'action' ? 'Action' : 'Field';
  if (entity?.type !== own || more.length > 0 || 'Set' in left || 'Set' in right) {
    return refuseText(
      json,
      'is never true or outside the subset',
      `Compare the ${variable} with one ${own}, or write in.`,
    );
  }
  return { kind: 'in', variable, entities: [entity] };
}

function membership(json: Expr, body: Operands): Expression {
  const variable = entityVariable(operand(body, 'left'));
  const entities = entityList(operand(body, 'right'));
  if (variable === undefined || entities === undefined) {
    return refuseText(
      json,
      'is outside the subset',
      'Ask of principal, action or resource whether it is in an entity or in a list of entities that are written out.',
    );
  }
  return within(variable, entities, expressionText(json));
}

function is(json: Expr, body: Operands): Expression {
  const variable = entityVariable(operand(body, 'left'));
  if (variable === undefined) {
    return refuseText(json, 'is outside the subset', 'Ask the type of principal, action or resource.');
  }
  const typed: Expression = { kind: 'is', variable, type: String(body['entity_type']) };
  if (body['in'] === undefined) return typed;
  const entities = entityList(operand(body, 'in'));
  if (entities === undefined) return refuseText(json, 'is outside the subset', 'Write the entity out after in.');
  return { kind: '&&', left: typed, right: within(variable, entities, expressionText(json)) };
}

function literal(json: Expr, value: unknown): Expression {
  if (typeof value === 'boolean' || typeof value === 'string') return { kind: 'literal', value };
  if (Number.isSafeInteger(value)) return { kind: 'literal', value: value as number };
  if (Array.isArray(value)) {
    return { kind: 'set', elements: value.map((element) => expression({ Value: element })) };
  }
  if (typeof value === 'number') {
    return refuseText(json, 'is too large a number', 'Stay between -9007199254740991 and 9007199254740991.');
  }
  return refuseText(json, 'stands for itself', 'Write principal, action or resource in, or ==, the entity.');
}

/** `context.record.x`, `context.purpose`, `principal.post`: names are those of the schema, one step each. */
function path(json: Expr, left: Expr, names: readonly string[]): { of: AttributeOf; name: string } {
  const [operator, body] = operation(left);
  if (operator === '.') {
    return path(json, operand(body, 'left'), [String((body as Operands)['attr']), ...names]);
  }
  const [first = '', second] = names;
  if (operator === 'Var' && body === 'principal' && names.length === 1 && Object.hasOwn(PRINCIPAL_ATTRIBUTES, first)) {
    return { of: 'principal', name: first };
  }
  if (operator === 'Var' && body === 'context') {
    if (first === 'record' && second !== undefined && names.length === 2) return { of: 'record', name: second };
    const whole = first === 'record' && 'has' in json;
    if (names.length === 1 && (whole || Object.hasOwn(CONTEXT_ATTRIBUTES, first)))
      return { of: 'context', name: first };
  }
  return refuseText(json, 'reads what no rule may read', attributeMend(first));
}

/** What to write instead of an attribute that the schema does not have. */
export function attributeMend(name: string): string {
  if (name === 'now')
    return 'State from when until when the law holds in its entry of schema/bases/: rules read no clock.';
  if (name === 'case') return 'Write context.hasCase: that there is a case is all a rule may know of it.';
  const context = Object.keys(CONTEXT_ATTRIBUTES).map((attribute) => `context.${attribute}`);
  const principal = Object.keys(PRINCIPAL_ATTRIBUTES).map((attribute) => `principal.${attribute}`);
  return `Rules read ${[...principal, ...context].join(', ')} and the attributes of context.record that @record names.`;
}

/** Cedar gives a pattern character by character; what is matched are the literals between its wildcards. */
function literals(parts: unknown): readonly string[] {
  const between = [''];
  for (const part of parts as readonly ('Wildcard' | { readonly Literal: string })[]) {
    if (part === 'Wildcard') between.push('');
    else between[between.length - 1] += part.Literal;
  }
  return between;
}

function entityVariable(json: Expr): EntityVariable | undefined {
  const [operator, body] = operation(json);
  if (operator !== 'Var') return undefined;
  return body === 'principal' || body === 'action' || body === 'resource' ? body : undefined;
}

/** Entities that are written out: one, or a set of them. */
function entityList(json: Expr): readonly EntityUid[] | undefined {
  const [operator, body] = operation(json);
  if (operator === 'Set') {
    const lists = (body as readonly Expr[]).map(entityList);
    return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
  }
  if (operator !== 'Value') return undefined;
  if (Array.isArray(body)) return entityList({ Set: body.map((element) => ({ Value: element })) });
  const written = typeof body === 'object' && body !== null && '__entity' in body;
  return written ? [entityUid(body as EntityUidJson)] : undefined;
}

function operation(json: Expr): readonly [string, unknown] {
  return Object.entries(json)[0] ?? ['', undefined];
}

function operand(body: unknown, name: string): Expr {
  return (body as Operands)[name] as Expr;
}

function refuse(json: Expr, operator: string): never {
  if (operator === 'Var') {
    return refuseText(json, 'is used as a value', 'Read one of its attributes, or ask whether it is in an entity.');
  }
  return refuseText(json, 'is outside the subset that is evaluated', REFUSED[operator] ?? EXTENSION);
}

function refuseText(json: Expr, what: string, mend: string): never {
  const text = expressionText(json);
  throw new Refusal(`${text} ${what}.`, mend, text);
}
