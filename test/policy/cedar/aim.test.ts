import { expect, test } from '@jest/globals';
import { Aim } from '../../../gateway/policy/cedar/aim.ts';
import { compilePolicy } from '../../../gateway/policy/cedar/compile.ts';
import { Random } from '../../../gateway/policy/cedar/random.ts';
import { FIXTURES } from './fixtures.ts';
import { annotated, load, RECORD } from './policies.ts';

test.each([...FIXTURES])('of forty requests aimed at %s some satisfy it and some do not', (id, text) => {
  const [policy] = load(annotated(id, text)).policies;
  if (policy === undefined) throw new Error('not loaded');
  const aim = new Aim(policy, ['officer', 'auditor'], RECORD, new Random(1));
  const outcomes = Array.from({ length: 40 }, (_, index) => {
    const { asked, principal, context } = index % 8 === 0 ? aim.satisfying() : aim.request();
    return compilePolicy(policy.conjuncts, asked, RECORD).evaluate(principal, context);
  });
  expect(new Set(outcomes)).toEqual(new Set([true, false]));
});

test('the same seed gives the same requests', () => {
  const [policy] = load(annotated('a', FIXTURES.get('record-set') ?? '')).policies;
  if (policy === undefined) throw new Error('not loaded');
  const requests = () => {
    const aim = new Aim(policy, ['officer'], RECORD, new Random(5));
    return Array.from({ length: 20 }, () => aim.request());
  };
  expect(requests()).toEqual(requests());
});
