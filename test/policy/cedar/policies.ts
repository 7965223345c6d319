import { createHash } from 'node:crypto';
import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { agencyName, coordinate } from '../../../gateway/ids.ts';
import type { Policy } from '../../../gateway/policy/cedar/ast.ts';
import { conditions } from '../../../gateway/policy/cedar/conditions.ts';
import { type PolicySet, type Problem, policySet, type Surroundings } from '../../../gateway/policy/cedar/index.ts';
import { scope, scopeActions } from '../../../gateway/policy/cedar/scope.ts';
import type {
  PolicyContext,
  PolicyPrincipal,
  PolicyResource,
  RecordAttributes,
} from '../../../gateway/policy/request.ts';

export const RECORD: RecordAttributes = new Map([
  ['holder', 'String'],
  ['level', 'Long'],
  ['sealed', 'Bool'],
  ['ports', 'StringSet'],
] as const);

export const SURROUNDINGS: Surroundings = {
  roles: new Map([
    ['officer', []],
    ['customs-officer', ['officer']],
    ['customs-supervisor', ['customs-officer']],
    ['auditor', []],
  ]),
  recordAttributes: RECORD,
};

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A policy's text with its annotations: `permit(…) …` follows. */
export function annotated(id: string, policy: string, basis = 'customs-act'): string {
  return `@id("${id}")\n@title("A fixture.")\n@basis("${basis}")\n${policy}`;
}

/** Loads policies of customs. */
export function load(text: string, surroundings: Surroundings = SURROUNDINGS): PolicySet {
  return loadAll([['customs', text]], surroundings);
}

export function loadAll(sources: readonly (readonly [string, string])[], surroundings = SURROUNDINGS): PolicySet {
  const loaded = policySet(
    sources.map(([agency, text]) => ({ agency, file: `${agency}.cedar`, text })),
    surroundings,
    digest,
  );
  if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems, null, 1));
  return loaded.set;
}

export function problemsOf(text: string, surroundings: Surroundings = SURROUNDINGS): readonly Problem[] {
  const loaded = policySet([{ agency: 'customs', file: 'customs.cedar', text }], surroundings, digest);
  return loaded.kind === 'refused' ? loaded.problems : [];
}

/** Reads a policy without validating it: only so can one be an error. */
export function unvalidated(id: string, text: string): Policy {
  const answer = policyToJson(text);
  if (answer.type === 'failure') throw new Error(`${text}: ${JSON.stringify(answer.errors)}`);
  return {
    id,
    title: 'A fixture.',
    basis: 'customs-act',
    necessity: undefined,
    agency: 'customs',
    effect: answer.json.effect,
    actions: scopeActions(answer.json),
    file: 'customs.cedar',
    line: 1,
    text,
    conjuncts: [...scope(answer.json), ...conditions(answer.json)],
  };
}

export function principal(of: Partial<PolicyPrincipal> = {}): PolicyPrincipal {
  return {
    kind: 'Officer',
    agency: 'customs',
    country: 'KE',
    roles: new Set(['customs-officer', 'officer']),
    clearance: undefined,
    post: undefined,
    ...of,
  };
}

export function context(of: Partial<PolicyContext> = {}): PolicyContext {
  return { purpose: 'CLEARANCE', hasCase: false, agreement: undefined, to: undefined, record: {}, ...of };
}

export function resource(agency = 'customs', of: Partial<PolicyResource> = {}): PolicyResource {
  const name = agencyName(agency);
  if (name === undefined) throw new Error(`${agency} is no name of an agency.`);
  return {
    coordinate: coordinate('Declaration', 'value'),
    category: 'COMMERCIAL',
    groups: ['declaration'],
    agency: name,
    ...of,
  };
}
