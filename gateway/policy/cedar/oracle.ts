import {
  type Context,
  type EntityJson,
  preparsePolicySet,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyContext, PolicyPrincipal } from '../request.ts';
import type { Policy } from './ast.ts';
import type { Asked } from './compile.ts';
import type { RoleHierarchy } from './roles.ts';

/** What Cedar itself makes of a request. */
export interface OracleAnswer {
  /** Cedar skips a policy that it cannot evaluate, even a forbid; here any error means `deny`. */
  readonly verdict: 'permit' | 'deny';
  /** The satisfied policies that decided: forbids where there are any, else permits. */
  readonly satisfied: readonly string[];
  /** Policies that could not be evaluated. */
  readonly errors: readonly string[];
}

/** The name that policies are parsed under: one, for cedar-wasm never gives back what is parsed under another. */
const PARSED = 'oracle';
let parsed: Oracle | undefined;

const NO_HIERARCHY: RoleHierarchy = new Map();

/** Cedar itself, over some policies. It never sees a request: a call takes a good part of a millisecond. */
export class Oracle {
  readonly #texts: Record<string, string>;

  constructor(policies: readonly Pick<Policy, 'id' | 'text'>[]) {
    this.#texts = Object.fromEntries(policies.map(({ id, text }) => [id, text]));
  }

  /**
   * @param context its record must be known.
   * @param hierarchy what the principal's roles stand for, where they are not flattened.
   * @throws Error where Cedar takes the policies or the request for malformed.
   */
  ask(
    asked: Asked,
    principal: PolicyPrincipal,
    context: PolicyContext,
    hierarchy: RoleHierarchy = NO_HIERARCHY,
  ): OracleAnswer {
    this.#parse();
    const answer = statefulIsAuthorized({
      principal: { type: principal.kind, id: 'caller' },
      action: { type: 'Action', id: asked.action },
      resource: { type: 'Field', id: asked.resource.coordinate },
      context: known(context),
      preparsedPolicySetId: PARSED,
      entities: [...roles(hierarchy), caller(principal), field(asked)],
    });
    if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
    const { decision, diagnostics } = answer.response;
    const errors = diagnostics.errors.map(({ policyId }) => policyId);
    const verdict = errors.length === 0 && decision === 'allow' ? 'permit' : 'deny';
    return { verdict, satisfied: diagnostics.reason, errors };
  }

  #parse(): void {
    if (parsed === this) return;
    const answer = preparsePolicySet(PARSED, { staticPolicies: this.#texts });
    if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
    parsed = this;
  }
}

function known({ record, ...context }: PolicyContext): Context {
  if (record === 'unknown') throw new Error('Cedar cannot be asked without the record.');
  return { ...(given(context) as Context), record: given(record) as Context };
}

function caller(principal: PolicyPrincipal): EntityJson {
  const { kind, agency, country, clearance, post } = principal;
  const parents = [...principal.roles].map((id) => ({ type: 'Role', id }));
  return {
    uid: { type: kind, id: 'caller' },
    attrs: given({ agency, country, clearance, post }) as Record<string, string>,
    parents: [...parents, { type: 'Agency', id: agency }, { type: 'Country', id: country }],
  };
}

function field({ resource }: Asked): EntityJson {
  const groups = resource.groups.map((id) => ({ type: 'Group', id }));
  const parents = [...groups, { type: 'Category', id: resource.category }, { type: 'Agency', id: resource.agency }];
  return { uid: { type: 'Field', id: resource.coordinate }, attrs: {}, parents };
}

function roles(hierarchy: RoleHierarchy): readonly EntityJson[] {
  return [...hierarchy].map(([id, parents]) => ({
    uid: { type: 'Role', id },
    attrs: {},
    parents: parents.map((parent) => ({ type: 'Role', id: parent })),
  }));
}

/** Without what is undefined: to Cedar an attribute is there or it is not. */
function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
