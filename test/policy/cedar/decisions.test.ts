import { expect, test } from '@jest/globals';
import { compilePolicy } from '../../../gateway/policy/cedar/compile.ts';
import { Rule } from '../../../gateway/policy/cedar/rule.ts';
import type { RecordValue } from '../../../gateway/policy/request.ts';
import { annotated, context, load, principal, RECORD, resource, unvalidated } from './policies.ts';

const PERMIT = 'permit (principal, action, resource);';
const FORBID = 'forbid (principal, action, resource);';
const PERMIT_LOW =
  'permit (principal, action, resource) when { context.record has level && context.record.level < 3 };';
const FORBID_SEALED =
  'forbid (principal, action, resource) when { context.record has sealed && context.record.sealed };';
/** An error for every request. */
const FAULT = 'permit (principal, action, resource) when { principal.post like "*" };';
const NEVER = 'permit (principal, action, resource) unless { principal in Agency::"customs" };';

/** Policies p0, p1, … decide. */
function decide(policies: readonly string[], record: Readonly<Record<string, RecordValue>> | 'unknown') {
  const asked = { action: 'disclose', resource: resource() } as const;
  const read = policies.map((text, index) => unvalidated(`p${index}`, text));
  const {
    verdict,
    policies: ids,
    faults,
  } = new Rule(asked, read, RECORD, compilePolicy).decide(principal(), context({ record }));
  return [verdict, ids.join(), faults.join()];
}

test.each([
  ['no policy', [], ['deny', '', '']],
  ['a permit', [PERMIT], ['permit', 'p0', '']],
  ['a permit that does not hold', [NEVER], ['deny', '', '']],
  ['a permit and a forbid', [PERMIT, FORBID], ['deny', 'p1', '']],
  ['a permit that the record decides', [PERMIT_LOW], ['needs-record', 'p0', '']],
  ['a permit, and one that the record decides', [PERMIT_LOW, PERMIT], ['permit', 'p1', '']],
  ['a permit, and a forbid that the record decides', [PERMIT, FORBID_SEALED], ['needs-record', 'p1', '']],
  ['a permit and a forbid that the record decides', [PERMIT_LOW, FORBID_SEALED], ['needs-record', 'p1,p0', '']],
  ['a forbid that the record decides, and no permit', [FORBID_SEALED, NEVER], ['deny', '', '']],
  ['a forbid, and others that the record decides', [PERMIT_LOW, FORBID_SEALED, FORBID], ['deny', 'p2', '']],
  ['a permit, and a policy at fault', [PERMIT, FAULT], ['deny', '', 'p1']],
  ['a policy at fault, and a permit that the record decides', [FAULT, PERMIT_LOW], ['deny', '', 'p0']],
  ['a policy at fault and a forbid', [FORBID, FAULT], ['deny', '', 'p1']],
])('without the record, %s', (_, policies, expected) => {
  expect(decide(policies, 'unknown')).toEqual(expected);
});

test('after what the record decides, an error is none yet, and what stands behind it settles nothing', () => {
  const clauses = ['context.record has level', 'principal.post == "x"', 'context.hasCase'];
  const together = `permit (principal, action, resource) when { ${clauses.join(' && ')} };`;
  const apart = `permit (principal, action, resource) ${clauses.map((clause) => `when { ${clause} }`).join(' ')};`;
  for (const policy of [together, apart]) {
    expect(decide([policy], 'unknown')).toEqual(['needs-record', 'p0', '']);
    expect(decide([policy], { level: 1 })).toEqual(['deny', '', 'p0']);
    expect(decide([policy], {})).toEqual(['deny', '', '']);
  }
});

test('a record whose attribute has another type than was declared is a fault, and a fault denies', () => {
  expect(decide([PERMIT, FORBID_SEALED], { sealed: false })).toEqual(['permit', 'p0', '']);
  expect(decide([PERMIT, FORBID_SEALED], { sealed: 'true' })).toEqual(['deny', '', 'p1']);
  expect(decide([PERMIT_LOW], { level: 1.5 })).toEqual(['deny', '', 'p0']);
  expect(decide([PERMIT_LOW], { level: '1' })).toEqual(['deny', '', 'p0']);
});

test('only what a record itself holds is an attribute of it', () => {
  expect(decide([PERMIT_LOW], Object.create({ level: 1 }))).toEqual(['deny', '', '']);
  expect(decide([PERMIT_LOW], { level: undefined })).toEqual(['deny', '', '']);
});

test('a rule explains each of its policies by the parts that are not met', () => {
  const set = load(
    [
      annotated(
        'a',
        'permit (principal in Role::"auditor", action == Action::"disclose", resource) when { context.purpose == "CLEARANCE" && context.hasCase };',
      ),
      annotated(
        'b',
        'permit (principal, action, resource in Group::"declaration") when { context.record has level && context.record.level < 3 };',
      ),
      annotated('c', 'forbid (principal, action, resource) unless { context.purpose == "CLEARANCE" };'),
      annotated('d', 'permit (principal, action, resource);'),
      annotated('elsewhere', 'permit (principal, action == Action::"join", resource);'),
    ].join('\n'),
  );
  const rule = set.rulesFor('disclose', resource());
  expect(rule.explain(principal(), context({ record: 'unknown' }))).toEqual([
    { id: 'a', effect: 'permit', outcome: 'not-satisfied', unmet: ['principal in Role::"auditor"', 'context.hasCase'] },
    {
      id: 'b',
      effect: 'permit',
      outcome: 'needs-record',
      unmet: ['context.record has level', 'context.record.level < 3'],
    },
    { id: 'c', effect: 'forbid', outcome: 'not-satisfied', unmet: ['unless { context.purpose == "CLEARANCE" }'] },
    { id: 'd', effect: 'permit', outcome: 'satisfied', unmet: [] },
  ]);
  const [, wrong] = rule.explain(principal(), context({ record: { level: 'x' } }));
  expect(wrong).toEqual({ id: 'b', effect: 'permit', outcome: 'error', unmet: ['context.record.level < 3'] });
});

test('what the caller is settles a rule before the record does', () => {
  const policy =
    'permit (principal, action, resource) when { context.record has level && context.record.level < 3 && context.purpose == "RISK" };';
  expect(decide([policy], 'unknown')).toEqual(['deny', '', '']);
});
