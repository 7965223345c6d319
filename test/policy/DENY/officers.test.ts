import { coordinatesIn, NationalRules } from '../../support/rules.ts';

const rules = new NationalRules();

test('why goods are held is read by the agencies that hold goods alone, outside a case', () => {
  for (const [persona, purpose] of [
    ['shift-lead', 'RISK_ASSESSMENT'],
    ['border-guard', 'BORDER_CHECK'],
    ['police-desk', 'BORDER_CHECK'],
    ['investigator', 'CRIME_PREVENTION'],
  ] as const) {
    expect([persona, rules.level(persona, purpose, 'Hold.reasonCategory')]).toEqual([persona, 'WITHHELD']);
  }
});

test('police do not read customs data for the purpose of clearing goods (LED art. 4(2))', () => {
  for (const at of ['Declaration.mrn', 'TraderParty.name', 'BorderMovement.held']) {
    expect(rules.level('police-desk', 'CUSTOMS_CLEARANCE', at)).toBe('WITHHELD');
  }
});

test('the same officer for another purpose is withheld what that purpose does not need, and told so', () => {
  expect(rules.decision('risk-analyst', 'CRIME_PREVENTION', 'TraderParty.name')).toMatchObject({
    level: 'WITHHELD',
    reason: 'PURPOSE',
  });
  expect(rules.decision('border-guard', 'PUBLIC_HEALTH', 'HitResponse.band')).toMatchObject({
    level: 'WITHHELD',
    reason: 'PURPOSE',
  });
});

test('who clears no goods learns neither of a certificate of conformity nor whose goods it is for', () => {
  for (const [persona, purpose] of [
    ['shift-lead', 'CUSTOMS_CLEARANCE'],
    ['border-guard', 'RISK_ASSESSMENT'],
    ['police-desk', 'RISK_ASSESSMENT'],
    ['investigator', 'CRIME_INVESTIGATION'],
    ['auditor', 'AUDIT'],
  ] as const) {
    for (const at of ['ConformityCertificate.status', 'ConformityCertificate.exporterName', 'ConformityCheck.match']) {
      expect([persona, at, rules.level(persona, purpose, at)]).toEqual([persona, at, 'WITHHELD']);
    }
  }
});

test('the name of who signed for the bureau is shown in full to nobody, and customs data serves no other purpose', () => {
  for (const persona of ['customs-officer', 'risk-analyst', 'sps-inspector']) {
    const used = ['number'];
    expect(rules.level(persona, 'RISK_ASSESSMENT', 'ConformityCertificate.inspectorName', used)).not.toBe('FULL');
  }
  expect(rules.level('risk-analyst', 'CRIME_PREVENTION', 'ConformityCertificate.exporterName')).toBe('WITHHELD');
  expect(rules.level('customs-officer', 'SPS_CONTROL', 'ConformityCertificate.status')).toBe('WITHHELD');
});

test('a border guard reads neither goods nor values nor parties', () => {
  for (const at of ['Commodity.description', 'Declaration.invoiceAmount', 'TraderParty.name', 'TraderParty.id']) {
    expect(rules.level('border-guard', 'BORDER_CHECK', at)).toBe('WITHHELD');
  }
});

test('a shift lead learns of no person, and cannot ask by document number', () => {
  for (const at of ['TravelDocument.documentNumber', 'ApiRecord.surname', 'Traveller.surname', 'HitResponse.band']) {
    expect(rules.level('shift-lead', 'RISK_ASSESSMENT', at)).toBe('WITHHELD');
  }
  expect(rules.level('shift-lead', 'BORDER_CHECK', 'Query.travelDocument', ['documentNumber'])).toBe('WITHHELD');
});

test('an inspector learns of no traveller', () => {
  for (const at of ['TravelDocument.documentNumber', 'ApiRecord.surname', 'BorderMovement.crewDocuments']) {
    expect(rules.level('sps-inspector', 'SPS_CONTROL', at)).toBe('WITHHELD');
  }
});

test('customs reads no result of a laboratory (question 7)', () => {
  expect(rules.level('customs-officer', 'CUSTOMS_CLEARANCE', 'LabTest.result')).toBe('WITHHELD');
  expect(rules.level('investigator', 'CRIME_INVESTIGATION', 'LabTest.result')).toBe('WITHHELD');
});

test('the register of cases is read by nobody', () => {
  for (const at of coordinatesIn(rules, 'CaseReference')) {
    expect(rules.level('investigator', 'CRIME_INVESTIGATION', at)).toBe('WITHHELD');
  }
});

test('auditors and data protection officers read nothing but what is published and what was disclosed to whom', () => {
  for (const [persona, purpose] of [
    ['auditor', 'AUDIT'],
    ['data-protection-officer', 'AUDIT'],
    ['data-protection-officer', 'SUBJECT_ACCESS'],
  ] as const) {
    const seen = coordinatesIn(rules).filter((at) => rules.level(persona, purpose, at) !== 'WITHHELD');
    const others = seen.filter((at) => !/^(Query\.disclosures?|Disclos(ure|ed)\w*\.\w+)$/.test(at));
    const categories = others.map((at) => rules.contract.supergraph.labels.get(at)?.category);
    expect(new Set(categories)).toEqual(new Set(['PUBLIC']));
  }
});

test('nothing protected is released for statistics or mutual assistance yet, but reduced documents to analysts', () => {
  for (const at of coordinatesIn(rules)) {
    if (rules.contract.supergraph.labels.get(at)?.category === 'PUBLIC') continue;
    expect([at, rules.level('shift-lead', 'STATISTICS', at)]).toEqual([at, 'WITHHELD']);
    expect([at, rules.level('customs-officer-for-kenya', 'MUTUAL_ASSISTANCE', at)]).toEqual([at, 'WITHHELD']);
  }
});

test('where the basis of a permit is not in force yet, it permits nothing', () => {
  const before = Date.UTC(2016, 0, 1);
  expect(rules.level('shift-lead', 'RISK_ASSESSMENT', 'BorderMovement.held', [], before)).toBe('WITHHELD');
  expect(rules.level('customs-officer', 'CUSTOMS_CLEARANCE', 'TraderParty.name', [], before)).toBe('FULL');
});
