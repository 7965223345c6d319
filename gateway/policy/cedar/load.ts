import { checkParseSchema, policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { annotations } from './annotations.ts';
import type { Conjunct, Policy } from './ast.ts';
import { conditions } from './conditions.ts';
import { type Digest, PolicySet, type Surroundings } from './policy-set.ts';
import { type Problem, Refusal } from './problem.ts';
import { roleCycle } from './roles.ts';
import { schema } from './schema.ts';
import { scope, scopeActions } from './scope.ts';
import { strangers } from './strangers.ts';
import { lineOfByte, lineOfIndex } from './text.ts';
import { validated } from './validate.ts';

/** A file of policies, and whose it is. */
export interface PolicySource {
  readonly agency: string;
  readonly file: string;
  readonly text: string;
}

/** A policy set, or everything that is wrong with its sources. */
export type Loaded =
  | { readonly kind: 'loaded'; readonly set: PolicySet }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/** Where the roles are declared; what a problem with them points at. */
const ROLES_FILE = 'schema/roles.json';

/** The annotations before a policy, in which its words may stand as well. */
const ANNOTATIONS = /^(?:\s|@\w+\("(?:[^"\\]|\\.)*"\)|\/\/[^\n]*)*/;

/** Reads, validates and compiles the policies of all agencies. One problem anywhere refuses them all. */
export function policySet(sources: readonly PolicySource[], surroundings: Surroundings, digest: Digest): Loaded {
  const problems: Problem[] = [...surroundingProblems(surroundings)];
  const policies: Policy[] = [];
  if (problems.length === 0) {
    for (const source of sources) {
      const read = readSource(source, surroundings);
      problems.push(...read.problems);
      policies.push(...read.policies);
    }
    problems.push(...duplicates(policies));
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'loaded', set: new PolicySet(policies, surroundings, digest) };
}

interface Read {
  readonly policies: readonly Policy[];
  readonly problems: readonly Problem[];
}

function readSource(source: PolicySource, surroundings: Surroundings): Read {
  const parts = policySetTextToParts(source.text);
  if (parts.type === 'failure') {
    const problems = parts.errors.map(({ message, help, sourceLocations }): Problem => {
      const [at] = sourceLocations ?? [];
      const mend = help ?? (at?.label ? `Cedar ${at.label} here.` : 'Write what the Cedar grammar allows here.');
      return problem(source, lineOfByte(source.text, at?.start ?? 0), `Not Cedar: ${message}.`, sentence(mend));
    });
    return { policies: [], problems };
  }
  const positions = new Positions(source.text);
  const read = parts.policies.map((text) => readPolicy(source, text, positions.next(text), surroundings));
  const templates = parts.policy_templates.map((text) =>
    problem(
      source,
      lineOfIndex(source.text, positions.next(text)),
      'This is a template: it has a ?principal or ?resource.',
      'Write a static policy for each principal or resource: templates are never linked.',
    ),
  );
  const own = [...read.flatMap((each) => each.problems), ...templates];
  // Cedar's own complaints about what is outside the subset anyway would only say the same less clearly.
  const problems = own.length > 0 ? own : validated(source, surroundings.recordAttributes);
  return { policies: read.flatMap((each) => each.policies), problems };
}

function readPolicy(source: PolicySource, text: string, index: number, surroundings: Surroundings): Read {
  const line = lineOfIndex(source.text, index);
  const json = policyToJson(text);
  if (json.type === 'failure') {
    const what = json.errors.map(({ message }) => message).join('; ');
    return { policies: [], problems: [problem(source, line, `Not Cedar: ${what}.`, 'Write a static policy.')] };
  }
  const { values, problems: missing } = annotations(json.json.annotations ?? {});
  const problems = missing.map(({ what, mend }) => problem(source, line, what, mend));
  try {
    const conjuncts: readonly Conjunct[] = [...scope(json.json), ...conditions(json.json)];
    const { effect } = json.json;
    const { agency, file } = source;
    const policy = { ...values, agency, effect, actions: scopeActions(json.json), file, line, text, conjuncts };
    const unknown = strangers(policy, surroundings);
    const at = unknown.map(({ what, mend, token }) => problem(source, lineOf(text, token, line), what, mend));
    return { policies: [policy], problems: [...problems, ...at] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const at = lineOf(text, error.expression, line);
    return { policies: [], problems: [...problems, problem(source, at, error.message, error.mend)] };
  }
}

/** The line of an expression where the policy holds it as Cedar would write it; else that of the policy. */
function lineOf(policy: string, expression: string | undefined, line: number): number {
  const annotated = ANNOTATIONS.exec(policy)?.[0].length;
  const index = expression === undefined ? -1 : policy.indexOf(expression, annotated);
  return index < 0 ? line : line + lineOfIndex(policy, index) - 1;
}

function duplicates(policies: readonly Policy[]): readonly Problem[] {
  const first = new Map<string, Policy>();
  const problems: Problem[] = [];
  for (const policy of policies) {
    const other = first.get(policy.id);
    if (other === undefined) {
      first.set(policy.id, policy);
    } else if (policy.id !== '') {
      const what = `@id("${policy.id}") is already the id of ${other.file}:${other.line}.`;
      problems.push(problem(policy, policy.line, what, 'Give each policy an id of its own, over all agencies.'));
    }
  }
  return problems;
}

function surroundingProblems({ roles, recordAttributes }: Surroundings): readonly Problem[] {
  const hub = { agency: 'hub', file: ROLES_FILE };
  const cycle = roleCycle(roles);
  const cycles = cycle === undefined ? [] : [cycle.join(' → ')];
  const made = checkParseSchema(schema(recordAttributes));
  const refused = made.type === 'failure' ? made.errors.map(({ message }) => message) : [];
  return [
    ...cycles.map((text) =>
      problem(hub, 1, `Roles stand for one another in a circle: ${text}.`, 'Take one step out of it.'),
    ),
    ...refused.map((text) => problem(hub, 1, `No Cedar schema can be made: ${text}.`, 'Rename the record attribute.')),
  ];
}

/** Where each policy of a file begins: Cedar hands them out as written, but neither in order nor with a place. */
class Positions {
  readonly #text: string;
  readonly #after = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  next(policy: string): number {
    const index = this.#text.indexOf(policy, this.#after.get(policy) ?? 0);
    this.#after.set(policy, index + 1);
    return Math.max(index, 0);
  }
}

function problem(at: { agency: string; file: string }, line: number, what: string, mend: string): Problem {
  return { agency: at.agency, file: at.file, line, what, mend };
}

function sentence(text: string): string {
  return text.endsWith('.') || text.endsWith('?') ? text : `${text}.`;
}
