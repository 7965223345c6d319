import { validate } from '@cedar-policy/cedar-wasm/nodejs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Disagreement, disagreements } from '../../../gateway/policy/cedar/index.ts';
import { PolicySet } from '../../../gateway/policy/cedar/policy-set.ts';
import { schema } from '../../../gateway/policy/cedar/schema.ts';
import { digest, RECORD, SURROUNDINGS, unvalidated } from './policies.ts';
import { PolicyWriter } from './random-policies.ts';

/** `npm run test:long` asks for more. */
const SETS = Number(process.env['POLICY_CONTEXTS'] ?? 10_000) / 200;

/** Four random policies, as texts. */
function texts(seed: number, guarded: boolean): readonly string[] {
  const writer = new PolicyWriter(seed, guarded);
  return [0, 1, 2, 3].map(() => writer.policy());
}

function compared(policies: readonly string[], seed: number): readonly Disagreement[] {
  const set = new PolicySet(
    policies.map((text, index) => unvalidated(`p${index}`, text)),
    SURROUNDINGS,
    digest,
  );
  return disagreements(set, { contextsPerPolicy: 40, seed });
}

/** Only what validates is sure never to be an error, and so only of that the unknown is sure to be a value. */
function validates(text: string): boolean {
  const answer = validate({ schema: schema(RECORD), policies: { staticPolicies: text } });
  return answer.type === 'success' && answer.validationErrors.length === 0;
}

test('random policies that may fail, fail where Cedar says so and nowhere else', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const policies = texts(seed, false);
      const known = compared(policies, seed).filter(({ about }) => about === 'policy' || about === 'set');
      expect(known.map((each) => [policies, each])).toEqual([]);
    }),
    { numRuns: SETS },
  );
});

test('random policies that validate hold with every record what they say without one', () => {
  let tried = 0;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const policies = texts(seed, true).filter(validates);
      tried += policies.length;
      expect(compared(policies, seed).map((each) => [policies, each])).toEqual([]);
    }),
    { numRuns: SETS },
  );
  expect(tried).toBeGreaterThan(SETS);
});
