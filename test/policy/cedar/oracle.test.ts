import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { disagreements } from '../../../gateway/policy/cedar/index.ts';
import { FIXTURES } from './fixtures.ts';
import { annotated, load } from './policies.ts';

/** `npm run test:long` asks for more. */
const CONTEXTS = Number(process.env['POLICY_CONTEXTS'] ?? 10_000);

test.each([...FIXTURES])('%s is decided as Cedar decides it, alone and without its record', (id, policy) => {
  const set = load(annotated(id, policy));
  const runs = 10;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      expect(disagreements(set, { contextsPerPolicy: CONTEXTS / runs, seed })).toEqual([]);
    }),
    { numRuns: runs },
  );
});

test('the fixtures together are decided as Cedar decides them', () => {
  const set = load([...FIXTURES].map(([id, policy]) => annotated(id, policy)).join('\n'));
  expect(disagreements(set, { contextsPerPolicy: CONTEXTS / 10, seed: 7 })).toEqual([]);
});
