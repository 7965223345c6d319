import { dataOf } from '../support/graph.ts';
import { startNational, storedOperation } from '../support/national.ts';

interface Movements {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: ReadonlyArray<{
    readonly node: Record<string, unknown> & { readonly id: string; readonly arrivalDateTime: string };
  }>;
}

const ARRIVALS = storedOperation('arrivals');
const CLEARANCE = storedOperation('clearance');
const HOUR = 3_600_000;

test('question 1: what arrives here within 12 hours, told of the story field by field', async () => {
  await using national = await startNational({ movements: 60 });
  const { story } = national;
  const answer = await national.ask('investigator', ARRIVALS, { post: 'UGBUS', within: 'PT12H', first: 200 });
  expect(answer.body.errors).toBeUndefined();
  expect(answer.body.extensions?.sources).toEqual({
    border: 'OK',
    customs: 'OK',
    immigration: 'OK',
    police: 'OK',
    sps: 'OK',
  });
  const { arrivals } = dataOf<{ arrivals: { from: string; to: string; post: object; movements: Movements } }>(answer);
  expect(arrivals.post).toEqual({ locode: 'UGBUS', name: 'Busia' });
  expect(Date.parse(arrivals.to) - Date.parse(arrivals.from)).toBe(12 * HOUR);
  const told = arrivals.movements.edges.find((edge) => edge.node.id === story.movementId)?.node;
  const [trailerState, trailerId] = [
    story.trailer.registrationNationalityCode,
    story.trailer.registration.replaceAll(' ', ''),
  ];
  expect(told).toMatchObject({
    id: story.movementId,
    direction: 'IN',
    modeCode: '3',
    transportMeansId: story.vehicle,
    held: true,
    policeBand: 'CONFIRMED',
    combinedRisk: 'RED',
    customsHolds: [{ agency: 'customs', scope: 'DECLARATION' }],
    declarationCount: 2,
  });
  expect(Date.parse(told?.arrivalDateTime ?? '')).toBe(Date.parse(story.arrivalDateTime));
  expect(told?.['vehicles']).toEqual(
    expect.arrayContaining([
      { registrationNationalityCode: 'UG', registrationId: 'UAX123B', policeBand: 'NONE' },
      { registrationNationalityCode: trailerState, registrationId: trailerId, policeBand: 'NONE' },
    ]),
  );
  expect(told?.['vehicles']).toHaveLength(2);
  const document = { issuingState: 'UTO', documentType: 'P' };
  const [driver, coDriver] = story.passports;
  expect(told?.['crewDocuments']).toHaveLength(2);
  expect(told?.['crewDocuments']).toEqual(
    expect.arrayContaining([
      { ...document, documentNumber: driver, policeBand: 'NONE', stolenLost: null },
      { ...document, documentNumber: coDriver, policeBand: 'CONFIRMED', stolenLost: { fraudType: 'LOST' } },
    ]),
  );
  const declarations = told?.['declarations'] as Array<Record<string, unknown>>;
  expect(declarations.map((each) => each['mrn']).sort()).toEqual([...story.mrns].sort());
  const held = declarations.find((each) => each['mrn'] === story.heldMrn);
  expect(held).toMatchObject({ typeCode: 'IMA', customsStatus: 'DOCUMENTS_REQUESTED' });
  const equipment = declarations.flatMap(
    (each) => each['goodsShipments'] as Array<{ ucr: string; consignment: { transportEquipment: object[] } }>,
  );
  expect(new Set(equipment.map((shipment) => shipment.ucr))).toEqual(new Set([story.ucr]));
  expect(equipment.flatMap((shipment) => shipment.consignment.transportEquipment)).toEqual(
    expect.arrayContaining([{ id: story.container, fullnessCode: '5', seals: [{ id: story.seal }] }]),
  );
  expect(told?.['healthEntryDocuments']).toHaveLength(2);
  expect(told?.['healthEntryDocuments']).toEqual(
    expect.arrayContaining(
      story.healthEntryDocuments.map((reference) => expect.objectContaining({ reference, type: expect.any(String) })),
    ),
  );
  expect(declarations.reduce((sum, each) => sum + Number(each['goodsItemQuantity']), 0)).toBe(5);
});

test('question 1: the pages together give every movement of the window once, by arrival, as many as counted', async () => {
  await using national = await startNational({ movements: 60 });
  const seen: Array<{ id: string; arrivalDateTime: string }> = [];
  const from = new Date(national.from).toISOString();
  const query =
    '{ arrivals(post: "UGBUS", within: "PT12H", from: "FROM", first: 7 AFTER) { movements { totalCount pageInfo { hasNextPage endCursor } edges { node { id arrivalDateTime } } } } }'.replace(
      'FROM',
      from,
    );
  let movements: Movements | undefined;
  do {
    const after = movements ? `after: "${movements.pageInfo.endCursor}"` : '';
    const answer = await national.ask('shift-lead', query.replace('AFTER', after));
    expect(answer.body.errors).toBeUndefined();
    movements = dataOf<{ arrivals: { movements: Movements } }>(answer).arrivals.movements;
    seen.push(...movements.edges.map((edge) => edge.node));
  } while (movements.pageInfo.hasNextPage);
  expect(seen).toHaveLength(movements.totalCount);
  expect(new Set(seen.map((each) => each.id)).size).toBe(seen.length);
  const times = seen.map((each) => Date.parse(each.arrivalDateTime));
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(times.every((time) => time >= national.from && time <= national.from + 12 * HOUR)).toBe(true);
  // Fewer come by night; several pages there are at any hour.
  expect(seen.length).toBeGreaterThan(7);
});

test('question 1: a shift lead sees counts, bands and holds, not people, masses or reasons', async () => {
  await using national = await startNational({ movements: 10 });
  const answer = await national.ask('shift-lead', ARRIVALS, { post: 'UGBUS', within: 'PT12H', first: 200 });
  const { movements } = dataOf<{ arrivals: { movements: Movements } }>(answer).arrivals;
  const told = movements.edges.find((edge) => edge.node.id === national.story.movementId)?.node;
  expect(told).toMatchObject({ held: true, policeBand: 'CONFIRMED', combinedRisk: 'RED', crewDocuments: null });
  for (const passport of national.story.passports) expect(answer.text).not.toContain(passport);
  const denied = answer.body.errors?.map((error) => error.path?.slice(4).join('.'));
  const people = ['surname', 'givenNames', 'nationality'].map((name) => `apiRecords.edges.node.${name}`);
  expect(denied).toEqual([...people, 'crewDocuments', 'declarations.totalGrossMassMeasure']);
  for (const error of answer.body.errors ?? []) {
    // Initials she could have for checking persons.
    const reason = /surname|givenNames/.test(String(error.path?.at(-1))) ? 'PURPOSE' : 'SCOPE';
    expect(error.extensions).toEqual({ code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason });
  }
});

test('question 2: is any agency holding this, by MRN, UCR, container and plate', async () => {
  await using national = await startNational({ movements: 10 });
  const { story } = national;
  const [freeMrn] = story.mrns;
  const hold = { agency: 'customs', scope: 'DECLARATION', subjectId: story.heldMrn, reasonCategory: 'DOCUMENTS' };
  for (const reference of [
    { mrn: story.heldMrn },
    { ucr: story.ucr },
    { equipment: story.container },
    { vehicle: story.vehicle },
  ]) {
    const answer = await national.ask('investigator', CLEARANCE, reference);
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.data?.['clearance']).toMatchObject({ held: true, state: 'HELD', customsHolds: [hold] });
    const { customsHolds } = dataOf<{ clearance: { customsHolds: Array<{ since: string }> } }>(answer).clearance;
    expect(Date.parse(customsHolds[0]?.since ?? '')).toBeLessThan(national.from);
  }
  const free = await national.ask('investigator', CLEARANCE, { mrn: freeMrn });
  expect(free.body.data?.['clearance']).toMatchObject({
    held: false,
    customsHolds: [],
    declarations: [{ mrn: freeMrn }],
  });
});

test('question 2: who may not know the reason learns that and since when it is held, not why', async () => {
  await using national = await startNational({ movements: 5 });
  const answer = await national.ask('shift-lead', CLEARANCE, { mrn: national.story.heldMrn });
  expect(answer.body.data?.['clearance']).toMatchObject({
    held: true,
    state: 'HELD',
    customsHolds: [{ agency: 'customs', since: expect.any(String), reasonCategory: null }],
  });
  expect(answer.body.errors?.map((error) => error.path?.join('.'))).toEqual([
    'clearance.customsHolds.reasonCategory',
    'clearance.spsHolds.reasonCategory',
  ]);
});

test('question 1: flights that carriers announce stand on the board of their airport, with their people for those who may', async () => {
  await using national = await startNational({ movements: 5 });
  const from = new Date(national.from - 12 * HOUR).toISOString();
  const query = ARRIVALS.replace('within: $within,', `within: $within, from: "${from}",`);
  const variables = { post: 'UGEBB', within: 'P1D', first: 50 };
  const answer = await national.ask('investigator', query, variables);
  expect(answer.body.errors).toBeUndefined();
  const { movements } = dataOf<{ arrivals: { movements: Movements } }>(answer).arrivals;
  expect(movements.totalCount).toBe(2);
  for (const { node } of movements.edges) {
    expect(node).toMatchObject({ direction: 'IN', modeCode: '4', held: null, policeBand: null, combinedRisk: null });
    expect((node['apiRecords'] as { totalCount: number }).totalCount).toBeGreaterThan(0);
  }
  const lead = await national.ask('shift-lead', query, variables);
  for (const { node } of dataOf<{ arrivals: { movements: Movements } }>(lead).arrivals.movements.edges) {
    const { totalCount, edges } = node['apiRecords'] as { totalCount: number; edges: Array<{ node: object }> };
    expect(totalCount).toBeGreaterThan(0);
    for (const { node: who } of edges) {
      expect(who).toMatchObject({ surname: null, givenNames: null, nationality: null });
    }
  }
});

test('question 11: the seal at entry agrees with the seal at exit, and the container was on no other vehicle', async () => {
  await using national = await startNational({ movements: 5 });
  const { story } = national;
  const answer = await national.ask('customs-officer', storedOperation('equipment-track'), {
    equipment: story.container,
  });
  expect(answer.body.errors).toBeUndefined();
  const { equipmentTrack } = dataOf<{ equipmentTrack: { sightings: Array<{ mrn: string; sealIds: string[] }> } }>(
    answer,
  );
  expect(equipmentTrack).toMatchObject({ id: story.container, sealMatch: 'MATCH', isSeenOnOtherVehicle: false });
  expect(new Set(equipmentTrack.sightings.map((each) => each.mrn))).toContain(story.exportMrn);
  for (const sighting of equipmentTrack.sightings) expect(sighting.sealIds).toEqual([story.seal]);
  const auditor = await national.ask('auditor', storedOperation('equipment-track'), { equipment: story.container });
  expect(auditor.body.data).toEqual({ equipmentTrack: null });
});

test('question 13: is the post open for all at the expected arrival, and which is the nearest alternative', async () => {
  await using national = await startNational({ movements: 5 });
  const at = national.story.arrivalDateTime;
  const answer = await national.ask('auditor', storedOperation('post-openings'), { post: 'UGBUS', at });
  expect(answer.body.errors).toBeUndefined();
  const { post } = dataOf<{
    post: {
      opening: { isOpenForAll: boolean; agencies: Array<{ agency: string; isOpen: boolean }> };
      neighbours: Array<{ post: { locode: string; opening: { isOpenForAll: boolean | null } } }>;
    };
  }>(answer);
  expect(post.opening.agencies.map((each) => each.agency)).toEqual(['customs', 'sps', 'immigration']);
  for (const each of post.opening.agencies) expect(typeof each.isOpen).toBe('boolean');
  expect(post.opening.isOpenForAll).toBe(post.opening.agencies.every((each) => each.isOpen));
  expect(post.neighbours.map((each) => each.post.locode)).toEqual(['KEBUS', 'KEMAL', 'UGMAL']);
  for (const each of post.neighbours) expect(typeof each.post.opening.isOpenForAll).toBe('boolean');
});
