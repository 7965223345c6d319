import { tally } from '../../../gateway/policy/records.ts';
import { DAY, NationalRules } from '../../support/rules.ts';

const rules = new NationalRules();

/** What is released of a field of one record. */
function levelOf(persona: string, purpose: string, at: string, isMinor: unknown) {
  const decision = rules.decision(persona, purpose, at);
  if (decision.level !== 'CONDITIONAL') return decision.level;
  return decision.judge.levelOf(at.split('.')[0] ?? '', { isMinor }, tally(DAY));
}

test('personal data of who may be a child is for border guards, and for others in a confirmed case (GDPR recital 38)', () => {
  for (const at of ['Traveller.surname', 'Traveller.birthDate', 'ApiRecord.givenNames', 'ApiRecord.travelDocuments']) {
    for (const [persona, purpose] of [
      ['police-desk', 'BORDER_CHECK'],
      ['police-desk', 'CRIME_PREVENTION'],
      ['investigator', 'CRIME_PREVENTION'],
      ['shift-lead', 'BORDER_CHECK'],
    ] as const) {
      expect([persona, at, levelOf(persona, purpose, at, true)]).toEqual([persona, at, 'WITHHELD']);
      // Nobody said it: the rule cannot be decided.
      expect([persona, at, levelOf(persona, purpose, at, null)]).toEqual([persona, at, 'WITHHELD']);
    }
    expect(levelOf('border-guard', 'BORDER_CHECK', at, true)).toBe('FULL');
    expect(levelOf('investigator', 'CRIME_INVESTIGATION', at, true)).toBe('FULL');
  }
});

test('what tells of them without their name is theirs as well: where they crossed, how long they stay, their visas', () => {
  for (const at of [
    ...['TravelDocument.expiryDate', 'TravelDocument.traveller', 'TravelDocument.visas', 'Crossing.travelDocument'],
    ...['TravelDocument.entryExitRecords', 'TravelDocument.stayDaysRemaining', 'Crossing.dateTime', 'Crossing.post'],
  ]) {
    for (const [persona, purpose] of [
      ['police-desk', 'BORDER_CHECK'],
      ['police-desk', 'CRIME_PREVENTION'],
      ['investigator', 'CRIME_PREVENTION'],
    ] as const) {
      expect([persona, at, levelOf(persona, purpose, at, true)]).toEqual([persona, at, 'WITHHELD']);
      expect([persona, at, levelOf(persona, purpose, at, false)]).toEqual([persona, at, 'FULL']);
    }
    expect(levelOf('border-guard', 'BORDER_CHECK', at, true)).toBe('FULL');
    expect(levelOf('investigator', 'CRIME_INVESTIGATION', at, true)).toBe('FULL');
  }
});

test('of who is of age others read what they did', () => {
  expect(levelOf('police-desk', 'BORDER_CHECK', 'Traveller.surname', false)).toBe('FULL');
  expect(levelOf('shift-lead', 'BORDER_CHECK', 'Traveller.surname', false)).toBe('MASKED');
});
