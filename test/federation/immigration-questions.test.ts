import { startPolice } from '../../demo/police/service.ts';
import { type Answer, dataOf } from '../support/graph.ts';
import { startNational, storedOperation } from '../support/national.ts';

const PERSON_HIT = storedOperation('person-hit');
const TRAVEL_DOCUMENT = storedOperation('travel-document');
const VALID = ['documentNumber', 'birthDate', 'expiryDate', 'optionalData', 'composite'].map((field) => ({
  field,
  isValid: true,
}));

interface Zone {
  readonly machineReadableZone: {
    readonly verdicts: ReadonlyArray<{ readonly field: string; readonly isValid: boolean }>;
    readonly travelDocument: Readonly<Record<string, unknown>> | null;
  };
}

function keyOf(documentNumber: string) {
  return { documentNumber, issuingState: 'UTO', documentType: 'P' };
}

test("question 6: the driver's passport is right, not reported, and the days of stay are counted", async () => {
  await using national = await startNational({ movements: 5 });
  const [lines] = national.story.machineReadableZones;
  const answer = await national.ask('border-guard', TRAVEL_DOCUMENT, { lines });
  expect(answer.body.errors).toBeUndefined();
  expect(answer.body.extensions?.sources).toEqual({ immigration: 'OK', police: 'OK' });
  const { machineReadableZone: zone } = dataOf<Zone>(answer);
  expect(zone).toMatchObject({ ...keyOf(national.story.passports[0]), format: 'TD3', isIssuingStateKnown: true });
  expect(zone.verdicts).toEqual(VALID);
  expect(zone.travelDocument).toMatchObject({
    isExpired: false,
    policeBand: 'NONE',
    stolenLost: null,
    visas: [],
    // 15 days of the last 180 were spent, as the story tells.
    stayDaysRemaining: 75,
    entryExitRecords: { totalCount: 4 },
  });
});

test("question 6: the co-driver's passport is right, and reported lost; a visa stands in place of the days of stay", async () => {
  await using national = await startNational({ movements: 5 });
  const [, lines] = national.story.machineReadableZones;
  const answer = await national.ask('border-guard', TRAVEL_DOCUMENT, { lines });
  expect(answer.body.errors).toBeUndefined();
  const { machineReadableZone: zone } = dataOf<Zone>(answer);
  expect(zone.verdicts).toEqual(VALID);
  expect(zone.travelDocument).toMatchObject({
    policeBand: 'CONFIRMED',
    stolenLost: { fraudType: 'LOST' },
    stayDaysRemaining: null,
    visas: [{ issuingState: 'UGA', status: 'ISSUED', isValidToday: true, durationDays: 90 }],
  });
});

test('question 6: the police are asked of a passport that immigration has never seen, and of one read wrongly', async () => {
  await using national = await startNational({ movements: 1 });
  const lines = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408132F1204159ZE184226B<<<<<10'];
  const { machineReadableZone: zone } = dataOf<Zone>(await national.ask('border-guard', TRAVEL_DOCUMENT, { lines }));
  expect(zone.verdicts.filter(({ isValid }) => !isValid).map(({ field }) => field)).toEqual(['birthDate', 'composite']);
  expect(zone.travelDocument).toMatchObject({ policeBand: 'NONE', stolenLost: null, visas: null, isExpired: null });
});

test('question 6: one passport of the day has expired', async () => {
  await using national = await startNational({ movements: 30 });
  const query =
    '{ arrivals(post: "UGBUS", from: "FROM", within: "P1D", first: 200) { movements { edges { node { crewDocuments { isExpired } } } } } }';
  const from = new Date(national.from - 12 * 3_600_000).toISOString();
  const answer = await national.ask('border-guard', query.replace('FROM', from));
  expect(answer.body.errors).toBeUndefined();
  const expired = [...answer.text.matchAll(/"isExpired":(true|false|null)/g)].map((match) => match[1]);
  expect(expired.length).toBeGreaterThan(10);
  expect(expired.filter((each) => each === 'null')).toEqual([]);
  expect(expired.filter((each) => each === 'true').length).toBeLessThanOrEqual(1);
});

test('question 5: any document of the person is looked up; no reason is given', async () => {
  await using national = await startNational({ movements: 1 });
  const [driver, coDriver] = national.story.passports;
  const none = await national.ask('border-guard', PERSON_HIT, keyOf(driver));
  expect(none.body.errors).toBeUndefined();
  expect(none.body.data).toMatchObject({
    documentHit: { band: 'NONE', actionToTake: null },
    travelDocument: {
      traveller: { nationality: 'UTO', travelDocuments: [{ documentNumber: driver, policeBand: 'NONE' }] },
    },
  });
  const hit = await national.ask('border-guard', PERSON_HIT, keyOf(coDriver));
  expect(hit.body.data).toMatchObject({
    documentHit: { band: 'CONFIRMED', contactDesk: expect.any(String) },
    travelDocument: { traveller: { travelDocuments: [{ documentNumber: coDriver, policeBand: 'CONFIRMED' }] } },
  });
});

test('question 5: a covert alert answers like none', async () => {
  await using national = await startNational({ movements: 1 });
  const [driver] = national.story.passports;
  const before = await national.ask('border-guard', PERSON_HIT, keyOf(driver));
  await using police = await startPolice({ databaseUrl: national.databaseUrl.police });
  const alert = {
    alertId: 'UG-COVERT-1',
    reasonArticle: '36',
    actionToTake: 'Note place and time; do not stop.',
    isCovert: true,
    isExact: true,
    validFrom: '2020-01-01',
    validUntil: '2099-01-01',
    ownerState: 'UG',
    subject: { kind: 'document', ...keyOf(driver) },
  };
  const fed = await fetch(new URL('/feed', police.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ alerts: [alert] }),
  });
  expect(fed.status).toBe(204);
  const after = await national.ask('border-guard', PERSON_HIT, keyOf(driver));
  // Each answer has a reference of its own.
  const said = ({ body }: Answer) => JSON.stringify([body.data, body.errors]).replace(/"decisionId":"[^"]*"/g, '');
  expect(said(after)).toBe(said(before));
});

test('questions 5 and 6: who may not read personal data reads bands and verdicts at most', async () => {
  await using national = await startNational({ movements: 1 });
  const [lines] = national.story.machineReadableZones;
  for (const role of ['shift-lead', 'sps-inspector', 'auditor']) {
    const zone = await national.ask(role, TRAVEL_DOCUMENT, { lines });
    expect(zone.body.data).toEqual({ machineReadableZone: null });
    const person = await national.ask(role, PERSON_HIT, keyOf(national.story.passports[0]));
    expect(person.body.data?.['travelDocument']).toBeNull();
    for (const error of [...(zone.body.errors ?? []), ...(person.body.errors ?? [])]) {
      expect(error.extensions).toMatchObject({ code: 'UNAUTHORIZED_FIELD_OR_TYPE' });
    }
    expect(zone.body.errors).toHaveLength(1);
  }
});

test('immigration away costs its own fields: the hit is still answered', async () => {
  await using national = await startNational({ movements: 1 });
  await national.stop('immigration');
  const answer = await national.ask('border-guard', PERSON_HIT, keyOf(national.story.passports[1]));
  expect(answer.body.data).toMatchObject({ documentHit: { band: 'CONFIRMED' }, travelDocument: null });
  expect(answer.body.errors).toHaveLength(1);
  expect(answer.body.errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', agency: 'immigration' });
});

test('a page of 50 movements asks immigration no more often than a page of 10', async () => {
  await using national = await startNational({ movements: 300 });
  const query = `query($first: Int) { arrivals(post: "UGBUS", within: "PT12H", first: $first) { movements { edges { node {
    vehicles { crossings(first: 5) { totalCount edges { node { dateTime travelDocument { documentNumber } } } } }
    crewDocuments { expiryDate stayDaysRemaining traveller { surname } visas { status } entryExitRecords(first: 5) { totalCount edges { node { post } } } }
  } } } } }`;
  const counts: number[] = [];
  for (const first of [10, 50]) {
    national.asked.immigration.reset();
    const answer = await national.ask('border-guard', query, { first });
    expect(answer.body.errors).toBeUndefined();
    expect(answer.text.match(/"crewDocuments"/g)).toHaveLength(first);
    counts.push(national.asked.immigration.count);
  }
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThanOrEqual(12);
});

test("a flight's people come in pages of the flight, with what the police know of their documents", async () => {
  await using national = await startNational({ movements: 1 });
  const query = `query($date: Date!, $after: String) { apiRecords(flight: "q9 0412", date: $date, first: 10, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { partyFunctionCode surname travelDocuments { documentNumber policeBand } } } } }`;
  interface Page {
    readonly apiRecords: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      readonly edges: ReadonlyArray<{
        readonly node: { readonly partyFunctionCode: string; readonly travelDocuments: readonly object[] };
      }>;
    };
  }
  // The date at Nairobi when the flight leaves.
  const date = new Date(national.from + (2 - 1.25 + 3) * 3_600_000).toISOString().slice(0, 10);
  const first = dataOf<Page>(await national.ask('border-guard', query, { date })).apiRecords;
  const second = dataOf<Page>(
    await national.ask('border-guard', query, { date, after: first.pageInfo.endCursor }),
  ).apiRecords;
  expect([first.totalCount, first.edges.length, second.edges.length]).toEqual([18, 10, 8]);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  const people = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(people.filter(({ partyFunctionCode }) => partyFunctionCode === 'FM')).toHaveLength(4);
  const documents = people.flatMap(({ travelDocuments }) => travelDocuments);
  expect(documents).toEqual(people.map(() => ({ documentNumber: expect.any(String), policeBand: 'NONE' })));
  expect(new Set(documents.map((each) => JSON.stringify(each))).size).toBe(18);
});

test('question 5: a border guard is told whom to protect, and the police how sure it is; a witness is told of to neither', async () => {
  await using national = await startNational({ movements: 1 });
  const [driver] = national.story.passports;
  const query = `query($documentNumber: ID!) {
    travelDocument(documentNumber: $documentNumber, issuingState: "UTO", documentType: "P") {
      policeBand alerts { subjectCategory actionToTake statement informationBasis evaluationCode } } }`;
  const guard = await national.ask('border-guard', query, { documentNumber: driver });
  expect(guard.body.data?.['travelDocument']).toEqual({
    policeBand: 'NONE',
    alerts: [
      {
        subjectCategory: 'VICTIM',
        actionToTake: 'Bring to safety and call the desk.',
        ...{ statement: null, informationBasis: null, evaluationCode: null },
      },
    ],
  });
  const desk = await national.ask('police-desk', query, { documentNumber: driver });
  expect(desk.body.errors).toBeUndefined();
  expect(desk.body.data?.['travelDocument']).toMatchObject({
    alerts: [{ subjectCategory: 'VICTIM', informationBasis: 'ASSESSMENT', evaluationCode: 'B3' }],
  });
  const alone = await national.ask('police-desk', query.replace('evaluationCode', ''), { documentNumber: driver });
  expect(alone.body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'GRADE' });
});

test('an application for asylum is told to who decides on it, and to nobody of the state that is fled from', async () => {
  await using national = await startNational({ movements: 1 });
  const [, documentNumber] = national.story.passports;
  const query = `query($documentNumber: ID!) {
    travelDocument(documentNumber: $documentNumber, issuingState: "UTO", documentType: "P") {
      traveller { asylumApplications { id countryOfOrigin status } } } }`;
  const ask = (purpose: string, country: string) => {
    const claims = { sub: 'guard', agency: 'immigration', roles: ['border-guard'], country, purposes: [purpose] };
    return national.send(claims, { 'hub-purpose': purpose }, query, { documentNumber });
  };
  const told = await ask('VISA_ASYLUM', 'UG');
  expect(told.body.errors).toBeUndefined();
  expect(told.body.data?.['travelDocument']).toEqual({
    traveller: { asylumApplications: [{ id: expect.any(String), countryOfOrigin: 'RW', status: 'LODGED' }] },
  });
  const checked = await ask('BORDER_CHECK', 'UG');
  expect(checked.body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHORIZED_FIELD_OR_TYPE' });
  expect(checked.text).not.toContain('LODGED');
});
