import { dataOf } from '../support/graph.ts';
import { startNational, storedOperation } from '../support/national.ts';

const DOCUMENT_CHECK = storedOperation('document-check');
const DISEASE_EVENTS = storedOperation('disease-events');

interface Item {
  readonly sequenceNumeric: number;
  readonly commodity: object | null;
  readonly spsDocumentChecks: ReadonlyArray<{ documentId: string; match: string; remainingQuantity: object }> | null;
}
interface Checked {
  readonly declaration: { readonly goodsShipments: ReadonlyArray<{ items: { edges: ReadonlyArray<{ node: Item }> } }> };
}

const itemsOf = (data: Checked) =>
  data.declaration.goodsShipments.flatMap(({ items }) => items.edges.map(({ node }) => node));

test('question 7: of each SPS document an item names, whether it stands and what is left of its mass', async () => {
  await using national = await startNational({ movements: 20 });
  const { story } = national;
  const [meatMrn, seedMrn] = story.mrns;
  const [animal, plant] = story.healthEntryDocuments;
  const seed = await national.ask('customs-officer', DOCUMENT_CHECK, { mrn: seedMrn });
  expect(seed.body.errors).toBeUndefined();
  expect(seed.body.extensions?.sources).toEqual({ customs: 'OK', sps: 'OK' });
  const items = itemsOf(dataOf<Checked>(seed));
  expect(items.map(({ spsDocumentChecks }) => spsDocumentChecks)).toEqual([
    [
      {
        documentCode: 'C085',
        documentId: plant,
        match: 'NOT_VALID',
        remainingQuantity: { value: '5000.000', unitCode: 'KGM' },
      },
      {
        documentCode: 'N851',
        documentId: story.phytosanitaryCertificate,
        match: 'QUANTITY_EXCEEDED',
        remainingQuantity: { value: '3800.000', unitCode: 'KGM' },
      },
    ],
    // The CITES permit is no document of SPS.
    [],
    [],
  ]);
  const meat = await national.ask('customs-officer', DOCUMENT_CHECK, { mrn: meatMrn });
  expect(itemsOf(dataOf<Checked>(meat))[0]?.spsDocumentChecks).toEqual([
    {
      documentCode: 'N853',
      documentId: animal,
      match: 'MATCH',
      remainingQuantity: { value: '4800.000', unitCode: 'KGM' },
    },
  ]);
});

test('question 7: who may not see goods sees no document of theirs, and no test of a laboratory is told', async () => {
  await using national = await startNational({ movements: 5 });
  const [, mrn] = national.story.mrns;
  const answer = await national.ask('shift-lead', DOCUMENT_CHECK, { mrn });
  const [first] = itemsOf(dataOf<Checked>(answer));
  expect(first?.commodity).toBeNull();
  expect(answer.text).not.toContain(national.story.phytosanitaryCertificate);
  expect(answer.text).not.toContain('3800');
  const codes = new Set(answer.body.errors?.map(({ extensions }) => `${extensions.code} ${extensions.reason}`));
  expect(codes).toEqual(new Set(['UNAUTHORIZED_FIELD_OR_TYPE SCOPE']));
});

test('question 10: disease events at the origin of the species notified, with their zones, for everybody', async () => {
  await using national = await startNational({ movements: 5 });
  const [reference] = national.story.healthEntryDocuments;
  const answer = await national.ask('sps-inspector', DISEASE_EVENTS, { reference });
  expect(answer.body.errors).toBeUndefined();
  const { healthEntryDocument } = dataOf<{ healthEntryDocument: Record<string, unknown> }>(answer);
  expect(healthEntryDocument).toMatchObject({
    reference,
    originCountryCode: 'KE',
    commodities: [{ commodityCode: '02045000', speciesName: 'Capra hircus' }],
    diseaseEvents: [
      {
        disease: 'Foot and mouth disease',
        species: 'Capra hircus',
        adminArea: 'Trans Nzoia',
        resolvedDate: null,
        protectionZoneKm: 3,
        surveillanceZoneKm: 10,
      },
    ],
  });
  expect(healthEntryDocument['diseaseEvents']).toHaveLength(1);
  const auditor = await national.ask(
    'auditor',
    '{ diseaseEvents(country: "KE") { totalCount edges { node { disease } } } }',
  );
  expect(auditor.body.errors).toBeUndefined();
  expect(auditor.body.data?.['diseaseEvents']).toMatchObject({ totalCount: 3 });
  const denied = await national.ask('auditor', DISEASE_EVENTS, { reference });
  expect(denied.body.data?.['healthEntryDocument']).toBeNull();
  expect(denied.body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'SCOPE' });
});

test('a cited document leads to its certificate and entry document, and those lead back to the declaration', async () => {
  await using national = await startNational({ movements: 5 });
  const { story } = national;
  const query = `query ($mrn: ID!) { declaration(mrn: $mrn) {
    healthEntryDocuments { reference }
    goodsShipments { items(first: 1) { edges { node { mrn additionalDocuments { documentCode
      spsCertificate { issuingCountry id isValid tradeLineItems { description { text languageId } } }
      healthEntryDocument { reference declarations { mrn customsStatus } } } } } } } } }`;
  const answer = await national.ask('investigator', query, { mrn: story.mrns[1] });
  expect(answer.body.errors).toBeUndefined();
  const document = { reference: story.healthEntryDocuments[1] };
  expect(answer.body.data?.['declaration']).toMatchObject({
    healthEntryDocuments: [document],
    goodsShipments: [
      {
        items: {
          edges: [
            {
              node: {
                mrn: story.mrns[1],
                additionalDocuments: [
                  { documentCode: 'N935', spsCertificate: null, healthEntryDocument: null },
                  {
                    documentCode: 'C085',
                    spsCertificate: null,
                    healthEntryDocument: {
                      ...document,
                      declarations: [{ mrn: story.mrns[1], customsStatus: 'DOCUMENTS_REQUESTED' }],
                    },
                  },
                  {
                    documentCode: 'N851',
                    healthEntryDocument: null,
                    spsCertificate: {
                      issuingCountry: 'KE',
                      id: story.phytosanitaryCertificate,
                      isValid: true,
                      tradeLineItems: [
                        {
                          description: [
                            { text: 'Maize seed for sowing', languageId: 'en' },
                            { text: 'Mahindi', languageId: 'sw' },
                          ],
                        },
                      ],
                    },
                  },
                ],
              },
            },
          ],
        },
      },
    ],
  });
});

test('what SPS holds of the lorry: the seed whose physical check is still to be made', async () => {
  await using national = await startNational({ movements: 5 });
  const query =
    'query ($mrn: ID!) { clearance(mrn: $mrn) { spsHolds { agency scope subjectId since reasonCategory } } }';
  const [meatMrn, seedMrn] = national.story.mrns;
  const seed = await national.ask('investigator', query, { mrn: seedMrn });
  expect(seed.body.errors).toBeUndefined();
  expect(seed.body.data?.['clearance']).toEqual({
    spsHolds: [
      { agency: 'sps', scope: 'DECLARATION', subjectId: seedMrn, since: expect.any(String), reasonCategory: 'CONTROL' },
    ],
  });
  const meat = await national.ask('investigator', query, { mrn: meatMrn });
  expect(meat.body.data?.['clearance']).toEqual({ spsHolds: [] });
});

test('who holds reads why, and of another agency’s hold only that it is held', async () => {
  await using national = await startNational({ movements: 5 });
  const { heldMrn, mrns } = national.story;
  const seedMrn = mrns[1];
  const query = `query ($held: ID!, $seed: ID!) {
    mine: clearance(mrn: $held) { customsHolds { agency reasonCategory } }
    theirs: clearance(mrn: $seed) { spsHolds { agency reasonCategory } } }`;
  const asked = { held: heldMrn, seed: seedMrn };
  const ofCustoms = await national.ask('customs-officer', query, asked);
  expect(ofCustoms.body.data).toEqual({
    mine: { customsHolds: [{ agency: 'customs', reasonCategory: 'DOCUMENTS' }] },
    theirs: { spsHolds: [{ agency: 'sps', reasonCategory: null }] },
  });
  expect(ofCustoms.body.errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.['reason']])).toEqual([
    ['theirs.spsHolds.reasonCategory', 'ROW'],
  ]);
  const ofInspectors = await national.ask('sps-inspector', query, asked);
  expect(ofInspectors.body.data).toEqual({
    mine: { customsHolds: [{ agency: 'customs', reasonCategory: null }] },
    theirs: { spsHolds: [{ agency: 'sps', reasonCategory: 'CONTROL' }] },
  });
});

test('SPS down costs only its own fields', async () => {
  await using national = await startNational({ movements: 5 });
  await national.stop('sps');
  const answer = await national.ask('customs-officer', DOCUMENT_CHECK, { mrn: national.story.mrns[1] });
  expect(answer.body.extensions?.sources).toEqual({ customs: 'OK', sps: 'UNAVAILABLE' });
  const items = itemsOf(dataOf<Checked>(answer));
  expect(items.map(({ sequenceNumeric }) => sequenceNumeric)).toEqual([1, 2, 3]);
  expect(items.every(({ commodity, spsDocumentChecks }) => commodity !== null && spsDocumentChecks === null)).toBe(
    true,
  );
  const codes = new Set(answer.body.errors?.map(({ extensions }) => `${extensions.code} ${extensions.agency}`));
  expect(codes).toEqual(new Set(['SUBGRAPH_UNAVAILABLE sps']));
});

test('a page of 150 lorries asks SPS no more often than a page of 50', async () => {
  await using national = await startNational({ movements: 300 });
  const query = `query ($first: Int!) { arrivals(post: "UGBUS", within: "PT12H", first: $first) { movements { edges { node {
    spsHolds { subjectId } declarations { goodsShipments { items { edges { node { spsDocumentChecks { match }
    diseaseEvents { disease } } } } } } } } } } }`;
  const asked: number[] = [];
  const matches = new Set<string>();
  // Fifty are enough for every kind of document to be among them, whatever the hour the seed begins at.
  for (const first of [50, 150]) {
    national.asked.sps.reset();
    const answer = await national.ask('investigator', query, { first });
    expect(answer.body.errors).toBeUndefined();
    asked.push(national.asked.sps.count);
    for (const [, match = ''] of answer.text.matchAll(/"match":"(\w+)"/g)) matches.add(match);
  }
  expect(asked[1]).toBe(asked[0]);
  // Holds, certificates, entry documents, write-offs, disease events: one call of each.
  expect(asked[0]).toBeLessThanOrEqual(6);
  expect(asked[0]).toBeGreaterThan(0);
  expect(matches.size).toBeGreaterThan(2);
});
