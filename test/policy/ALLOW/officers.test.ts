import { tally } from '../../../gateway/policy/records.ts';
import { DAY, NationalRules } from '../../support/rules.ts';

const rules = new NationalRules();

test.each([
  ['a shift lead reads what arrives, whether it is held and its risk', 'shift-lead', 'RISK_ASSESSMENT'],
  ['a customs officer reads what arrives, whether it is held and its risk', 'customs-officer', 'RISK_ASSESSMENT'],
  ['a border guard reads what arrives, whether it is held and its risk', 'border-guard', 'BORDER_CHECK'],
  ['an inspector reads what arrives, whether it is held and its risk', 'sps-inspector', 'SPS_CONTROL'],
  ['the police desk reads what arrives, whether it is held and its risk', 'police-desk', 'BORDER_CHECK'],
])('%s (question 1)', (_sentence, persona, purpose) => {
  for (const at of ['Query.arrivals', 'BorderMovement.held', 'BorderMovement.combinedRisk']) {
    expect([at, rules.level(persona, purpose, at)]).toEqual([at, 'FULL']);
  }
});

test('a customs officer reads goods, values and parties to clear goods (question 1, 8)', () => {
  for (const at of ['Commodity.description', 'GovernmentAgencyGoodsItem.customsValueAmount', 'TraderParty.name']) {
    expect(rules.level('customs-officer', 'CUSTOMS_CLEARANCE', at)).toBe('FULL');
  }
});

test('every officer at the post learns whether, by whom and since when goods are held (question 2)', () => {
  for (const [persona, purpose] of [
    ['customs-officer', 'CUSTOMS_CLEARANCE'],
    ['sps-inspector', 'CUSTOMS_CLEARANCE'],
    ['shift-lead', 'CUSTOMS_CLEARANCE'],
    ['police-desk', 'BORDER_CHECK'],
  ] as const) {
    for (const at of ['Hold.agency', 'Hold.scope', 'Hold.since', 'Clearance.held']) {
      expect([persona, at, rules.level(persona, purpose, at)]).toEqual([persona, at, 'FULL']);
    }
  }
});

test('a border guard learns at the border whether there is a hit, and may ask by document number (question 5)', () => {
  const used = ['documentNumber', 'issuingState', 'documentType'];
  expect(rules.level('border-guard', 'BORDER_CHECK', 'Query.documentHit', used)).toBe('FULL');
  expect(rules.level('border-guard', 'BORDER_CHECK', 'HitResponse.band')).toBe('FULL');
});

test('a border guard checks whether a passport is lost or stolen, and how many days are left (question 6)', () => {
  for (const at of ['StolenLostDocument.fraudType', 'TravelDocument.stayDaysRemaining', 'Visa.isValidToday']) {
    expect(rules.level('border-guard', 'BORDER_CHECK', at)).toBe('FULL');
  }
});

test('customs learns whether the document named on an item stands and suffices (question 7)', () => {
  for (const at of ['SpsDocumentCheck.match', 'SpsDocumentCheck.remainingQuantity']) {
    expect(rules.level('customs-officer', 'CUSTOMS_CLEARANCE', at)).toBe('FULL');
  }
});

test('customs and inspectors learn whether the certificate of conformity named on an item stands, and whose goods it is for', () => {
  for (const [persona, purpose] of [
    ['customs-officer', 'CUSTOMS_CLEARANCE'],
    ['customs-officer', 'RISK_ASSESSMENT'],
    ['risk-analyst', 'RISK_ASSESSMENT'],
    ['sps-inspector', 'SPS_CONTROL'],
  ] as const) {
    for (const at of ['ConformityCheck.match', 'ConformityCertificate.status', 'ConformityCertificate.exporterName']) {
      expect([persona, at, rules.level(persona, purpose, at)]).toEqual([persona, at, 'FULL']);
    }
    expect(rules.decision(persona, purpose, 'ConformityCertificate.inspectorName')).toMatchObject({
      level: 'MASKED',
      mask: 'INITIALS',
    });
  }
});

test('whoever is let in reads disease events and opening hours (questions 10, 13)', () => {
  for (const [persona, purpose] of [
    ['auditor', 'AUDIT'],
    ['sps-inspector', 'SPS_CONTROL'],
    ['shift-lead', 'STATISTICS'],
  ] as const) {
    for (const at of ['DiseaseEvent.disease', 'PostOpening.isOpenForAll']) {
      expect(rules.level(persona, purpose, at)).toBe('FULL');
    }
  }
});

test('customs compares seals and sees whether a container was on another vehicle (question 11)', () => {
  expect(rules.level('customs-officer', 'CUSTOMS_CLEARANCE', 'EquipmentTrack.sealMatch')).toBe('FULL');
});

test('customs and inspectors read why goods are held, each of their own holds: the hold decides', () => {
  const officers = [
    ['customs-officer', 'CUSTOMS_CLEARANCE', 'customs'],
    ['sps-inspector', 'SPS_CONTROL', 'sps'],
  ] as const;
  for (const [persona, purpose, own] of officers) {
    const decision = rules.decision(persona, purpose, 'Hold.reasonCategory');
    if (decision.level !== 'CONDITIONAL') throw new Error(`${persona}: ${decision.level}`);
    const levelOf = (agency: unknown) => decision.judge.levelOf('Hold', { agency }, tally(DAY));
    for (const agency of ['customs', 'sps', 'police', null, undefined, ['customs'], '']) {
      expect([persona, agency, levelOf(agency)]).toEqual([persona, agency, agency === own ? 'FULL' : 'WITHHELD']);
    }
  }
});

test('an investigator with a confirmed case reads why goods are held and whose document is wanted', () => {
  for (const at of ['Hold.reasonCategory', 'Traveller.surname', 'StolenLostDocument.nationalReference']) {
    expect(rules.level('investigator', 'CRIME_INVESTIGATION', at)).toBe('FULL');
  }
});

test('an inspector sees initials of parties, a shift lead initials and year of birth of travellers', () => {
  expect(rules.decision('sps-inspector', 'SPS_CONTROL', 'TraderParty.name')).toMatchObject({
    level: 'MASKED',
    mask: 'INITIALS',
  });
  expect(rules.decision('shift-lead', 'BORDER_CHECK', 'ApiRecord.birthDate')).toMatchObject({
    // Of children nothing: each record decides.
    level: 'CONDITIONAL',
    mask: 'YEAR',
  });
});

test('a risk analyst follows documents across movements by pseudonym to prevent crime (question 9)', () => {
  expect(rules.decision('risk-analyst', 'CRIME_PREVENTION', 'TravelDocument.documentNumber')).toMatchObject({
    level: 'MASKED',
    mask: 'PSEUDONYM',
  });
});
