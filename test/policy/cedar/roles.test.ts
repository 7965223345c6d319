import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { flattenedRoles, policySet } from '../../../gateway/policy/cedar/index.ts';
import { Oracle } from '../../../gateway/policy/cedar/oracle.ts';
import { annotated, context, digest, load, principal, resource, SURROUNDINGS } from './policies.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** Hierarchies without circles: a role stands for later ones only. */
const hierarchies = fc
  .array(fc.subarray([...NAMES]), { minLength: NAMES.length, maxLength: NAMES.length })
  .map(
    (parents) =>
      new Map(NAMES.map((name, index) => [name as string, (parents[index] ?? []).filter((parent) => parent > name)])),
  );

test('a role stands for what its roles stand for', () => {
  const hierarchy = new Map([
    ['chief', ['supervisor']],
    ['supervisor', ['officer', 'clerk']],
    ['officer', ['staff']],
  ]);
  expect(flattenedRoles(hierarchy, ['chief'])).toEqual(new Set(['chief', 'supervisor', 'officer', 'clerk', 'staff']));
  expect(flattenedRoles(hierarchy, ['officer', 'guest'])).toEqual(new Set(['officer', 'guest', 'staff']));
  expect(flattenedRoles(hierarchy, [])).toEqual(new Set());
});

test('a hierarchy of roles decides as its flattening does', () => {
  const texts = NAMES.map((name) => annotated(name, `permit (principal in Role::"${name}", action, resource);`));
  const asked = { action: 'disclose', resource: resource() } as const;
  const set = load(texts.join('\n'), { ...SURROUNDINGS, roles: new Map(NAMES.map((name) => [name as string, []])) });
  const rule = set.rulesFor(asked.action, asked.resource);
  const oracle = new Oracle(set.policies);
  fc.assert(
    fc.property(hierarchies, fc.subarray([...NAMES]), (hierarchy, held) => {
      const ours = rule.decide(principal({ roles: flattenedRoles(hierarchy, held) }), context());
      const cedar = oracle.ask(asked, principal({ roles: new Set(held) }), context(), hierarchy);
      expect([ours.verdict, [...ours.policies].sort()]).toEqual([cedar.verdict, [...cedar.satisfied].sort()]);
    }),
    { numRuns: 500 },
  );
});

test('roles that stand for one another in a circle are refused', () => {
  const roles = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  expect(policySet([], { ...SURROUNDINGS, roles }, digest)).toEqual({
    kind: 'refused',
    problems: [
      {
        agency: 'hub',
        file: 'schema/roles.json',
        line: 1,
        what: 'Roles stand for one another in a circle: b → c → b.',
        mend: 'Take one step out of it.',
      },
    ],
  });
});
