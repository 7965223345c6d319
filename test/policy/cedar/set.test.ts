import { expect, test } from '@jest/globals';
import { coordinate } from '../../../gateway/ids.ts';
import { ACTIONS } from '../../../gateway/policy/request.ts';
import { annotated, context, load, loadAll, principal, resource } from './policies.ts';

const ANYONE = annotated('anyone', 'permit (principal, action, resource);');

test("an agency's policy never speaks for another's field", () => {
  const set = loadAll([
    ['customs', ANYONE],
    ['police', annotated('nobody', 'forbid (principal, action, resource);')],
  ]);
  for (const action of ACTIONS) {
    expect(set.rulesFor(action, resource('customs')).decide(principal(), context()).verdict).toBe('permit');
    expect(set.rulesFor(action, resource('police')).decide(principal(), context())).toEqual({
      verdict: 'deny',
      policies: ['nobody'],
      faults: [],
    });
    expect(set.rulesFor(action, resource('port')).decide(principal(), context())).toEqual({
      verdict: 'deny',
      policies: [],
      faults: [],
    });
  }
});

test('permits end with their basis, forbids stay', () => {
  const text = `${annotated('old', 'permit (principal, action, resource);', 'old-law')}
    ${annotated('new', 'permit (principal, action == Action::"disclose", resource);', 'new-law')}
    ${annotated('never', 'forbid (principal, action == Action::"use", resource);', 'old-law')}`;
  const set = load(text);
  const now = set.inForce((basis) => basis === 'new-law');
  expect(now.policies.map(({ id }) => id)).toEqual(['new', 'never']);
  expect(now.rulesFor('join', resource()).decide(principal(), context()).verdict).toBe('deny');
  expect(now.rulesFor('disclose', resource()).decide(principal(), context()).policies).toEqual(['new']);
  expect(now.rulesFor('use', resource()).decide(principal(), context()).policies).toEqual(['never']);
  expect(now.version).not.toBe(set.version);
  expect(set.inForce(() => true)).toBe(set);
});

test('the version tells sets apart that may decide differently, and no others', () => {
  const [first, second] = [ANYONE, annotated('b', 'forbid (principal, action, resource);')];
  expect(load(`${first}\n${second}`).version).toBe(load(`// A remark.\n${second}\n\n\n${first}`).version);
  expect(load(first).version).not.toBe(load(first.replace('action', 'action in [Action::"use"]')).version);
});

test('a set tells what deciding reads of a request', () => {
  const set = load(
    `${annotated(
      'a',
      `permit (principal is Officer in Role::"officer", action, resource) when {
      (principal in Agency::"police" || principal in Country::"UG") && principal has post && context.purpose == "RISK" };`,
    )}\n${annotated('b', 'forbid (principal, action == Action::"use", resource) when { context.record has level && context.record.level > 3 };')}`,
  );
  expect(set.reads).toEqual({
    roles: new Set(['officer']),
    agencies: new Set(['police']),
    countries: new Set(['UG']),
    principal: new Set(['post', 'kind']),
    context: new Set(['purpose', 'record']),
    record: new Set(['level']),
  });
  expect(set.rulesFor('disclose', resource()).reads.record).toEqual(new Set());
});

test('a policy tells the actions of its scope', () => {
  const actions = (scope: string) =>
    load(annotated('a', `permit (principal, ${scope}, resource);`)).policies[0]?.actions;
  expect(actions('action')).toEqual(ACTIONS);
  expect(actions('action == Action::"join"')).toEqual(['join']);
  expect(actions('action in [Action::"use", Action::"disclose"]')).toEqual(['disclose', 'use']);
});

test('fields that policies cannot tell apart share a rule, and others do not', () => {
  const set = load(annotated('a', 'permit (principal, action, resource == Field::"Declaration.value");'));
  const of = (name: string) =>
    set.rulesFor('disclose', resource('customs', { coordinate: coordinate('Declaration', name) }));
  expect(of('weight')).toBe(of('origin'));
  expect(of('value')).not.toBe(of('origin'));
  expect([of('value'), of('origin')].map((rule) => rule.decide(principal(), context()).verdict)).toEqual([
    'permit',
    'deny',
  ]);
  expect(set.rulesFor('disclose', resource('customs', { groups: [] }))).not.toBe(of('value'));
});
