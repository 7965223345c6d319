import { tally } from '../../../gateway/policy/records.ts';
import { coordinatesIn, DAY, NationalRules } from '../../support/rules.ts';

const rules = new NationalRules();
const CATEGORIES = ['SUSPECT', 'CONVICTED', 'VICTIM', 'WITNESS', 'OTHER'] as const;

/** What somebody is released of a field of the alert about a person of that category. */
function levelOf(persona: string, purpose: string, at: string, subjectCategory: unknown) {
  const decision = rules.decision(persona, purpose, at);
  if (decision.level !== 'CONDITIONAL') return decision.level;
  return decision.judge.levelOf('Alert', { subjectCategory }, tally(DAY));
}

const readBy = (persona: string, purpose: string, at: string) =>
  CATEGORIES.filter((category) => levelOf(persona, purpose, at, category) === 'FULL');

test('what a person is in a matter decides who reads of it (P10, LED art. 6)', () => {
  for (const at of ['Alert.alertId', 'Alert.subjectCategory', 'Alert.actionToTake', 'Alert.validUntil']) {
    expect(readBy('border-guard', 'BORDER_CHECK', at)).toEqual(['VICTIM']);
    expect(readBy('police-desk', 'BORDER_CHECK', at)).toEqual(['SUSPECT', 'CONVICTED', 'VICTIM']);
    expect(readBy('investigator', 'CRIME_INVESTIGATION', at)).toEqual([...CATEGORIES]);
    expect(levelOf('border-guard', 'BORDER_CHECK', at, null)).toBe('WITHHELD');
  }
});

test('what is said of a person stays with the police, beside how sure it is (P11, LED art. 7)', () => {
  for (const at of ['Alert.statement', 'Alert.informationBasis', 'Alert.evaluationCode']) {
    expect(readBy('border-guard', 'BORDER_CHECK', at)).toEqual([]);
    expect(readBy('police-desk', 'BORDER_CHECK', at)).toEqual(['SUSPECT', 'CONVICTED', 'VICTIM']);
  }
});

test('customs, inspectors, shift leads and auditors read no alert about a person', () => {
  for (const at of [...coordinatesIn(rules, 'Alert'), 'TravelDocument.alerts']) {
    for (const [persona, purpose] of [
      ['customs-officer', 'CUSTOMS_CLEARANCE'],
      ['risk-analyst', 'RISK_ASSESSMENT'],
      ['sps-inspector', 'SPS_CONTROL'],
      ['shift-lead', 'BORDER_CHECK'],
      ['border-guard', 'RISK_ASSESSMENT'],
      ['auditor', 'AUDIT'],
    ] as const) {
      expect([persona, at, rules.level(persona, purpose, at)]).toEqual([persona, at, 'WITHHELD']);
    }
  }
});
