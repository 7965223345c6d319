import { tally } from '../../../gateway/policy/records.ts';
import { coordinatesIn, DAY, NationalRules } from '../../support/rules.ts';

const rules = new NationalRules();
const FIELDS = coordinatesIn(rules, 'AsylumApplication');

/** What a border guard of a country is released of a field of an application. */
function levelOf(at: string, country: string, countryOfOrigin: unknown) {
  const decision = rules.decision('border-guard', 'VISA_ASYLUM', at, [], DAY, { country });
  if (decision.level !== 'CONDITIONAL') return decision.level;
  return decision.judge.levelOf('AsylumApplication', { countryOfOrigin }, tally(DAY));
}

test('an application for asylum is never told to the state that is fled from (P38)', () => {
  expect(FIELDS).toHaveLength(4);
  for (const at of FIELDS) {
    expect([at, levelOf(at, 'UG', 'RW')]).toEqual([at, 'FULL']);
    expect([at, levelOf(at, 'RW', 'RW')]).toEqual([at, 'WITHHELD']);
    expect([at, levelOf(at, 'KE', 'RW')]).toEqual([at, 'FULL']);
    // Nobody said which state it is: the rule cannot be decided.
    expect([at, levelOf(at, 'UG', null)]).toEqual([at, 'WITHHELD']);
  }
});

test('applications are for who decides on visas and asylum, and for nothing else', () => {
  for (const at of [...FIELDS, 'Traveller.asylumApplications']) {
    for (const [persona, purpose] of [
      ['border-guard', 'BORDER_CHECK'],
      ['border-guard', 'RISK_ASSESSMENT'],
      ['police-desk', 'BORDER_CHECK'],
      ['investigator', 'CRIME_INVESTIGATION'],
      ['investigator', 'SERIOUS_CRIME_TERROR'],
      ['shift-lead', 'BORDER_CHECK'],
    ] as const) {
      expect([persona, purpose, at, rules.level(persona, purpose, at)]).toEqual([persona, purpose, at, 'WITHHELD']);
    }
  }
});
