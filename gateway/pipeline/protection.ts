import {
  type GraphQLSchema,
  getNamedType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Purposed } from '../exchange.ts';
import { isPartner, type Viewer } from '../identity/viewer.ts';
import { type AgencyName, type Coordinate, coordinate, PARTNER_ROLE } from '../ids.ts';
import type { RulesInForce } from '../policy/in-force.ts';
import { type ArgumentVariable, argumentVariables, type Given } from '../policy/input-reads.ts';
import type { InputsOf } from '../policy/inputs.ts';
import type { PolicyPrincipal } from '../policy/request.ts';
import { type Clause, meets, namesIn, type Standing } from '../policy/requirements.ts';
import type { Question, Rules } from '../policy/rules.ts';
import type { FieldDecision, Judge } from '../policy/walk.ts';
import type { Requirements } from '../supergraph/requirements.ts';

/** Who decides for one graph: the standard directives, and the owners' rules where there are any. Both must allow. */
export interface Protection {
  /** Everything of a caller, purpose and moment that decisions rest on, as one text. */
  classOf(exchange: Purposed, satisfied: ReadonlySet<string>): string;
  /** @param given what the variables of the operation's arguments are given. */
  judge(exchange: Purposed, satisfied: ReadonlySet<string>, given: Given): Judge;
  /** Names in @policy that the operation meets. */
  policyNames(operation: OperationDefinitionNode): readonly string[];
  /** Variables that stand in the operation's arguments. */
  argumentVariables(operation: OperationDefinitionNode): readonly ArgumentVariable[];
  /** True where the owner of the value lets it be sent to the agency. */
  mayBeSent(action: 'join' | 'derive', at: Coordinate, to: AgencyName, exchange: Purposed): boolean;
}

/** What of an exchange the rules look at. */
export type Asking = Pick<Purposed, 'viewer' | 'purpose' | 'caseReference' | 'actingFor'> &
  Partial<Pick<Purposed, 'agreement'>>;

const NO_CLAUSES: readonly Clause[] = [];
const NO_FAULTS = { policies: [], faults: [] } as const;
const SCOPE: FieldDecision = { level: 'WITHHELD', reason: 'SCOPE', faults: [] };

/**
 * @param schema what callers see.
 * @param rules undefined: the standard directives alone.
 */
export function protectionOf(
  schema: GraphQLSchema,
  requirements: Requirements,
  rules: RulesInForce | undefined,
  inputs: InputsOf,
): Protection {
  const named = [...requirements.types.values(), ...requirements.fields.values()];
  const scopes = [...namesIn(named, 'scopes')].sort();
  const classes = new WeakMap<Viewer, string>();
  const classOfViewer = (viewer: Viewer): string => {
    const known = classes.get(viewer);
    if (known !== undefined) return known;
    const text = JSON.stringify([
      scopes.filter((scope) => viewer.scopes.has(scope)),
      rules?.classOf(principalOf(viewer, undefined, rules)),
      [...viewer.purposes].sort(),
    ]);
    classes.set(viewer, text);
    return text;
  };
  const demands = (at: Coordinate) => requirements.fields.get(at) ?? NO_CLAUSES;
  const uses = (at: Coordinate) => requirements.uses.get(at) ?? NO_CLAUSES;
  return {
    classOf(exchange, satisfied) {
      const { viewer, purpose, caseReference, actingFor, agreement, receivedAt } = exchange;
      const who = viewer ? classOfViewer(viewer) : '-';
      const names = satisfied.size === 0 ? '' : JSON.stringify([...satisfied]);
      const when = rules?.epochOf(receivedAt.getTime()) ?? 0;
      return `${when} ${purpose} ${caseReference === undefined ? 0 : 1} ${actingFor} ${agreement?.id} ${names} ${who}`;
    },
    judge(exchange, satisfied, given) {
      const { viewer } = exchange;
      const standing: Standing = {
        isAuthenticated: viewer !== undefined,
        scopes: viewer?.scopes ?? new Set(),
        satisfied,
      };
      const inForce = rules?.at(exchange.receivedAt.getTime());
      const question = rules && questionOf(exchange, rules);
      return {
        policyVersion: rules?.version,
        type: (name) => meets(requirements.types.get(name) ?? NO_CLAUSES, standing),
        ...(inForce &&
          question && { ...recordsOf(inForce, question, exchange.agreement), inputs, grades: rules?.grades }),
        field(at, field) {
          if (!meets(demands(at), standing)) return SCOPE;
          if (!rules) return { level: 'FULL', ...NO_FAULTS };
          // Rules speak of somebody with a purpose.
          if (!inForce || !question) return SCOPE;
          const used = inForce.used(at, field, given);
          const isUsable = (read: Coordinate) => meets(uses(read), standing);
          return requirements.uses.size === 0 || inForce.reads(at, used).every(isUsable)
            ? inForce.field(at, used, question)
            : SCOPE;
        },
      };
    },
    policyNames: (operation) =>
      policyNamesIn(operation, schema, {
        types: requirements.types,
        field: (at) => [demands(at), ...(rules?.mayRead(at).map(uses) ?? [])],
      }),
    argumentVariables: (operation) => argumentVariables(operation, rules?.inputs ?? new Map()),
    mayBeSent(action, at, to, exchange) {
      if (!rules) return true;
      const question = questionOf(exchange, rules);
      return question !== undefined && rules.at(exchange.receivedAt.getTime()).mayBeSent(action, at, to, question);
    },
  };
}

function recordsOf(
  rules: Rules,
  question: Question,
  agreement: Purposed['agreement'],
): Pick<Judge, 'presence' | 'denial' | 'attributes'> {
  return {
    // What an agreement does not cover makes no record be there. Of a type it says nothing of all fields count: others are made from it.
    presence: (typeName) => rules.presence(typeName, question, agreement?.fields.get(typeName)),
    // To a partner a record that denies reads as none: what is told of it would tell that it is there.
    denial: (at) => ({ ...rules.denial(at), ...(question.principal.kind === 'Partner' && { isNeutral: true }) }),
    attributes: (typeName) => rules.attributes(typeName),
  };
}

/** undefined: nobody, or for no purpose. */
export function questionOf(
  { viewer, purpose, caseReference, actingFor, agreement }: Asking,
  rules: Pick<RulesInForce, 'rolesOf'>,
): Question | undefined {
  if (!viewer || purpose === undefined) return undefined;
  return {
    principal: principalOf(viewer, actingFor, rules),
    context: {
      purpose,
      hasCase: caseReference !== undefined,
      agreement: agreement?.id,
      agreementLevel: agreement?.level,
      to: undefined,
      record: 'unknown',
    },
    purposes: viewer.purposes,
  };
}

/** Who acts for another country is held to that country's rules. */
function principalOf(
  viewer: Viewer,
  actingFor: string | undefined,
  rules: Pick<RulesInForce, 'rolesOf'>,
): PolicyPrincipal {
  return {
    kind: isPartner(viewer) ? 'Partner' : 'Officer',
    agency: viewer.agency,
    country: actingFor ?? viewer.country,
    // Of a partner no other role counts.
    roles: rules.rolesOf(isPartner(viewer) ? [PARTNER_ROLE] : viewer.roles),
    clearance: viewer.clearance,
    post: viewer.post,
  };
}

/** What places of an operation demand. */
interface Demands {
  readonly types: Requirements['types'];
  /** Of a field and of all that its arguments may read. */
  field(at: Coordinate): ReadonlyArray<readonly Clause[]>;
}

function policyNamesIn(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  { types, field }: Demands,
): readonly string[] {
  const met: Array<readonly Clause[]> = [];
  const meet = (typeName: string | undefined) => met.push(types.get(typeName ?? '') ?? NO_CLAUSES);
  const info = new TypeInfo(schema);
  meet(schema.getRootType(operation.operation)?.name);
  visit(
    operation,
    visitWithTypeInfo(info, {
      Field(node) {
        met.push(...field(coordinate(info.getParentType()?.name ?? '', node.name.value)));
        const type = info.getType();
        if (type) meet(getNamedType(type).name);
      },
      InlineFragment: (node) => void meet(node.typeCondition?.name.value),
    }),
  );
  return [...namesIn(met, 'policies')].sort();
}
