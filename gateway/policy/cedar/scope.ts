import type {
  ActionConstraint,
  PolicyJson,
  PrincipalConstraint,
  ResourceConstraint,
} from '@cedar-policy/cedar-wasm/nodejs';
import { ACTIONS, type Action } from '../request.ts';
import type { Conjunct, EntityUid, EntityVariable, Expression } from './ast.ts';
import { Refusal } from './problem.ts';
import { RESOURCE_PARENTS } from './schema.ts';
import { entityUid, person, within } from './subset.ts';

/** The scope as conjuncts: principal, action and resource in turn, each of them always there. */
export function scope(policy: PolicyJson): readonly Conjunct[] {
  return [constraint('principal', policy.principal), action(policy.action), resource(policy.resource)];
}

/** The actions a scope covers. */
export function scopeActions(policy: PolicyJson): readonly Action[] {
  const named = actionEntities(policy.action);
  return named === undefined ? ACTIONS : ACTIONS.filter((each) => named.some(({ id }) => id === each));
}

function resource(json: ResourceConstraint): Conjunct {
  const entity = 'entity' in json ? entityUid(json.entity) : undefined;
  const types: readonly string[] = ['Field', ...RESOURCE_PARENTS];
  if (entity !== undefined && !types.includes(entity.type)) {
    const text = `resource ${json.op} ${written(entity)}`;
    throw new Refusal(`${text} names what no field is in.`, 'Name a Group, a Category, an Agency or a Field.', text);
  }
  return constraint('resource', json);
}

function action(json: ActionConstraint): Conjunct {
  const entities = actionEntities(json);
  if (entities === undefined) return { expression: { kind: 'literal', value: true }, text: 'action' };
  const [only] = entities;
  const one = entities.length === 1 && only !== undefined && json.op === '==';
  const text = one ? `action == ${written(only)}` : `action in [${entities.map(written).join(', ')}]`;
  return { expression: { kind: 'in', variable: 'action', entities }, text };
}

function actionEntities(json: ActionConstraint): readonly EntityUid[] | undefined {
  if (json.op === 'All') return undefined;
  if ('slot' in json) throw template(`action ${json.op} ?`);
  return 'entities' in json ? json.entities.map(entityUid) : [entityUid(json.entity)];
}

function constraint(variable: EntityVariable, json: PrincipalConstraint | ResourceConstraint): Conjunct {
  if (json.op === 'All') return { expression: { kind: 'literal', value: true }, text: variable };
  if ('slot' in json) throw template(`${variable} ${json.op} ${json.slot}`);
  if (json.op === 'is') return typed(variable, json.entity_type, json.in);
  const entity = entityUid(json.entity);
  const text = `${variable} ${json.op} ${written(entity)}`;
  if (variable === 'principal' && json.op === '==') throw person(text);
  return { expression: within(variable, [entity], text), text };
}

function typed(
  variable: EntityVariable,
  type: string,
  parent: Extract<PrincipalConstraint, { op: 'is' }>['in'],
): Conjunct {
  const is: Expression = { kind: 'is', variable, type };
  if (parent === undefined) return { expression: is, text: `${variable} is ${type}` };
  if ('slot' in parent) throw template(`${variable} is ${type} in ${parent.slot}`);
  const entity = entityUid(parent.entity);
  const text = `${variable} is ${type} in ${written(entity)}`;
  return { expression: { kind: '&&', left: is, right: within(variable, [entity], text) }, text };
}

function template(text: string): Refusal {
  return new Refusal(`${text} makes it a template.`, 'Write a static policy: templates are never linked.', text);
}

function written({ type, id }: EntityUid): string {
  return `${type}::${JSON.stringify(id)}`;
}
