import { sps } from '../../subgraphs/sps/agency.ts';
import { type SpsSystem, sample, spsSystem } from '../demo/sps-system.ts';
import { countCalls } from '../support/counting.ts';
import { testSubgraph } from '../support/subgraph.ts';

const MRN = '26UGBUSA0000123457';
const CHED = 'CHEDP.UG.2026.0000101';
const EPHYTO = 'EP-KE-2026-000101';

async function loaded(): Promise<SpsSystem> {
  const system = await spsSystem();
  const names = ['certificate.xml', 'health-entry-document.json', 'customs-declaration.json', 'goods-movement.json'];
  await system.load(names.map((name) => sample(name)));
  return system;
}

const item = (
  documents: ReadonlyArray<readonly [code: string, id: string]>,
  kilograms: string,
  mrn: string | null = MRN,
) => ({
  __typename: 'GovernmentAgencyGoodsItem',
  mrn,
  sequenceNumeric: 1,
  additionalDocuments: documents.map(([documentCode, id]) => ({ documentCode, id })),
  commodity: { netNetWeightMeasure: { value: kilograms, unitCode: 'KGM' } },
});

const CHECKS = 'spsDocumentChecks { documentId match remainingQuantity { value unitCode } }';

async function checksOf(url: string, representation: ReturnType<typeof item>): Promise<unknown> {
  await using subgraph = await testSubgraph(sps, url);
  const answer = await subgraph.entity(representation, CHECKS);
  expect(answer.errors).toEqual([]);
  return (answer.data['_entities'] as Array<{ spsDocumentChecks: unknown }>)[0]?.spsDocumentChecks;
}

test('a certificate comes with everything its XML says', async () => {
  await using system = await loaded();
  await using subgraph = await testSubgraph(sps, system.url);
  const { data, errors } = await subgraph.ask(
    `query ($id: ID!) { spsCertificate(issuingCountry: "ke", id: $id) { issuingCountry id typeCode statusCode isValid
      issueDateTime issuerName signatoryName consignorName consigneeName exportCountryId importCountryId transitCountryIds
      unloadingBaseportLocation mainCarriageModeCode mainCarriageMeans utilizedTransportEquipment { id sealIds }
      notes { subject content { text languageId } } replacedById
      referencedDocuments { id issueDateTime attachmentFileName attachmentSizeBytes }
      tradeLineItems { sequenceNumeric description { text languageId } scientificName intendedUse
        netWeightMeasure { value unitCode } classifications { systemName classCode } originCountryIds
        processes { typeCode startDateTime endDateTime durationMeasure { value unitCode } }
        packages { levelCode typeCode itemQuantity } } } }`,
    { id: EPHYTO },
  );
  expect(errors).toEqual([]);
  expect(data['spsCertificate']).toEqual({
    issuingCountry: 'KE',
    id: EPHYTO,
    typeCode: '851',
    statusCode: '70',
    isValid: true,
    issueDateTime: '2026-04-17T09:30:00+03:00',
    issuerName: 'Plant health service of the sample',
    signatoryName: 'Tarosheka Bolgaro',
    consignorName: 'Kelmuto Agro Ltd',
    consigneeName: 'Ubirandi Foods Ltd',
    exportCountryId: 'KE',
    importCountryId: 'UG',
    transitCountryIds: ['TZ'],
    unloadingBaseportLocation: 'Busia',
    mainCarriageModeCode: '3',
    mainCarriageMeans: 'KDA 001A',
    utilizedTransportEquipment: [{ id: 'HBXU1234562', sealIds: ['SL100200'] }],
    notes: [
      {
        subject: 'ADEDL',
        content: [
          { text: 'Free from Prostephanus truncatus', languageId: 'en' },
          { text: 'Haina Prostephanus truncatus', languageId: 'sw' },
        ],
      },
    ],
    replacedById: null,
    referencedDocuments: [
      { id: 'LAB-77120', issueDateTime: '2026-04-16', attachmentFileName: 'report.txt', attachmentSizeBytes: 19 },
    ],
    tradeLineItems: [
      {
        sequenceNumeric: 1,
        description: [
          { text: 'Maize seed for sowing', languageId: 'en' },
          { text: 'Mbegu za mahindi', languageId: 'sw' },
        ],
        scientificName: 'Zea mays',
        intendedUse: 'Planting',
        netWeightMeasure: { value: '1000.500', unitCode: 'KGM' },
        classifications: [{ systemName: 'HS', classCode: '10051000' }],
        originCountryIds: ['KE'],
        processes: [
          {
            typeCode: 'ZZZ',
            startDateTime: '2026-04-12',
            endDateTime: null,
            durationMeasure: { value: '3', unitCode: 'HUR' },
          },
        ],
        packages: [{ levelCode: '1', typeCode: 'BG', itemQuantity: 40 }],
      },
    ],
  });
});

test('an entry document comes with its checks, tests and links, under either form of its reference', async () => {
  await using system = await loaded();
  await using subgraph = await testSubgraph(sps, system.url);
  for (const reference of [CHED, 'ugchd2026.0000101']) {
    const { data, errors } = await subgraph.ask(
      `query ($r: ID!) { healthEntryDocument(reference: $r) { reference type status version checks { type result }
        labTests { sampleId testName result } decision officialInspectorName declarations { mrn goodsMovements { gmrId } } } }`,
      { r: reference },
    );
    expect(errors).toEqual([]);
    expect(data['healthEntryDocument']).toEqual({
      reference: CHED,
      type: 'P',
      status: 'IN_PROGRESS',
      version: 2,
      checks: [
        { type: 'DOCUMENTARY', result: 'SATISFACTORY' },
        { type: 'IDENTITY', result: 'SATISFACTORY' },
        { type: 'PHYSICAL', result: 'NOT_DONE' },
      ],
      labTests: [{ sampleId: 'S-12', testName: 'Salmonella', result: 'PENDING' }],
      decision: null,
      officialInspectorName: 'Asekundu Nyemvara',
      declarations: [{ mrn: MRN, goodsMovements: [{ gmrId: 'GMRA00000101' }] }],
    });
  }
});

test.each([
  ['VALIDATED', 'MATCH'],
  ['CANCELLED', 'CANCELLED'],
  ['REPLACED', 'REPLACED'],
  ['DELETED', 'DELETED'],
  ['PARTIALLY_REJECTED', 'PARTIALLY_REJECTED'],
  ['SPLIT_CONSIGNMENT', 'SPLIT'],
  ['AMEND', 'AMEND'],
  ['MODIFY', 'AMEND'],
  ['DRAFT', 'NOT_VALID'],
  ['SUBMITTED', 'NOT_VALID'],
  ['IN_PROGRESS', 'NOT_VALID'],
  ['REJECTED', 'NOT_VALID'],
  ['ASLEEP', 'NOT_VALID'],
])('an entry document that is %s answers %s', async (status, match) => {
  await using system = await spsSystem();
  await system.load([sample('health-entry-document.json', (text) => text.replace('IN_PROGRESS', status))]);
  expect(await checksOf(system.url, item([['N853', CHED]], '100'))).toEqual([
    { documentId: CHED, match, remainingQuantity: { value: '4800.000', unitCode: 'KGM' } },
  ]);
});

test('the mass of an item is weighed against what other items have left of it, to the gram', async () => {
  await using system = await loaded();
  const remaining = (value: string) => ({ value, unitCode: 'KGM' });
  const match = async (kilograms: string) => checksOf(system.url, item([['N851', EPHYTO]], kilograms));
  expect(await match('1000.500')).toEqual([
    { documentId: EPHYTO, match: 'MATCH', remainingQuantity: remaining('1000.500') },
  ]);
  expect(await match('1000.501')).toEqual([
    { documentId: EPHYTO, match: 'QUANTITY_EXCEEDED', remainingQuantity: remaining('1000.500') },
  ]);
  // The declaration that has used it up asks for its own item; another one finds nothing left.
  const [own] = (await checksOf(system.url, item([['N853', CHED]], '1'))) as object[];
  const [other] = (await checksOf(system.url, item([['N853', CHED]], '1', '26UGBUSA0000999999'))) as object[];
  expect([own, other]).toMatchObject([
    { remainingQuantity: remaining('4800.000') },
    { remainingQuantity: remaining('0.000') },
  ]);
});

test('a document unknown to SPS is no match, and one that is not SPS’ affair gets no check', async () => {
  await using system = await loaded();
  const documents = [
    ['N851', 'EP-KE-2026-999999'],
    ['C085', 'CHEDPP.UG.2026.0999999'],
    ['N935', 'INVOICE-1'],
    ['C400', 'KE-CITES-1'],
    ['N851', 'x'.repeat(71)],
  ] as const;
  expect(await checksOf(system.url, item(documents, '1'))).toEqual([
    { documentId: 'EP-KE-2026-999999', match: 'NO_MATCH', remainingQuantity: null },
    { documentId: 'CHEDPP.UG.2026.0999999', match: 'NO_MATCH', remainingQuantity: null },
    { documentId: 'x'.repeat(71), match: 'NO_MATCH', remainingQuantity: null },
  ]);
});

test('a number that two countries have issued means no certificate until the country is said', async () => {
  await using system = await loaded();
  await system.load([sample('certificate.xml', (text) => text.replaceAll('<ram:ID>KE<', '<ram:ID>RW<'))]);
  expect(await checksOf(system.url, item([['N851', EPHYTO]], '1'))).toMatchObject([{ match: 'NO_MATCH' }]);
  await using subgraph = await testSubgraph(sps, system.url);
  const { data } = await subgraph.ask(`{ spsCertificate(issuingCountry: "RW", id: "${EPHYTO}") { issuingCountry } }`);
  expect(data['spsCertificate']).toEqual({ issuingCountry: 'RW' });
});

test('a document in progress holds while a check is open, one refused holds, one accepted does not', async () => {
  const movement = { __typename: 'BorderMovement', id: 'any', declarations: [{ mrn: MRN }, { mrn: null }] };
  const refused = '"decision": { "consignmentDecision": "Non Acceptable" }, "consignmentCheck"';
  const cases = [
    [(text: string) => text, 'CONTROL'],
    [
      (text: string) => text.replace('"physicalCheckResult": "Not Done"', '"physicalCheckResult": "Satisfactory"'),
      null,
    ],
    [(text: string) => text.replace('IN_PROGRESS', 'REJECTED').replace('"consignmentCheck"', refused), 'CONTROL'],
    [(text: string) => text.replace('IN_PROGRESS', 'VALIDATED'), null],
    [(text: string) => text.replace('IN_PROGRESS', 'CANCELLED').replace('"consignmentCheck"', refused), null],
    [(text: string) => text.replace('"inspectionRequired": "Required"', '"inspectionRequired": "Not required"'), null],
  ] as const;
  for (const [change, reason] of cases) {
    await using system = await spsSystem();
    await system.load([sample('health-entry-document.json', change)]);
    await using subgraph = await testSubgraph(sps, system.url);
    const answer = await subgraph.entity(movement, 'spsHolds { agency scope subjectId since reasonCategory }');
    const hold = { agency: 'sps', scope: 'DECLARATION', subjectId: MRN, since: '2026-04-17T12:00:00+03:00' };
    const expected = reason === null ? [] : [{ ...hold, reasonCategory: reason }];
    expect(answer).toMatchObject({ errors: [], data: { _entities: [{ spsHolds: expected }] } });
  }
});

test('without the declarations, documents or origins it is made from, a field is null and never "nothing"', async () => {
  await using system = await loaded();
  await using subgraph = await testSubgraph(sps, system.url);
  const movement = { __typename: 'BorderMovement', id: 'any', declarations: null };
  const told = await subgraph.entity(movement, 'spsHolds { agency } healthEntryDocuments { reference }');
  expect(told.data['_entities']).toEqual([{ spsHolds: null, healthEntryDocuments: null }]);
  const bare = { __typename: 'GovernmentAgencyGoodsItem', mrn: MRN, sequenceNumeric: 1 };
  const item = await subgraph.entity(bare, 'spsDocumentChecks { match } diseaseEvents { eventId }');
  expect(item.data['_entities']).toEqual([{ spsDocumentChecks: null, diseaseEvents: null }]);
  expect([...told.errors, ...item.errors]).toEqual([]);
});

test('a hundred items ask each endpoint once, and a document named twice is asked for once', async () => {
  await using system = await loaded();
  await using counter = await countCalls(system.url);
  await using subgraph = await testSubgraph(sps, counter.url);
  const counts: number[] = [];
  for (const size of [1, 100]) {
    counter.reset();
    const r = Array.from({ length: size }, (_, at) =>
      item(
        [
          ['N851', EPHYTO],
          ['N853', CHED],
          ['N851', `EP-${at}`],
        ],
        '1',
        `MRN${at}`,
      ),
    );
    const { errors } = await subgraph.ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on GovernmentAgencyGoodsItem { ${CHECKS} } } }`,
      { r },
    );
    expect(errors).toEqual([]);
    counts.push(counter.count);
  }
  // Certificates, entry documents, write-offs.
  expect(counts).toEqual([3, 3]);
});

test('a key that SPS can hold nothing under fails no other one', async () => {
  await using system = await loaded();
  await using subgraph = await testSubgraph(sps, system.url);
  const declarations = [{ mrn: 'x'.repeat(71) }, { mrn: 'a\u0000b' }, { mrn: '' }, { mrn: MRN }];
  const movement = { __typename: 'BorderMovement', id: 'any', declarations };
  const answer = await subgraph.entity(movement, 'spsHolds { subjectId } healthEntryDocuments { reference }');
  expect(answer.errors).toEqual([]);
  expect(answer.data['_entities']).toEqual([
    { spsHolds: [{ subjectId: MRN }], healthEntryDocuments: [{ reference: CHED }] },
  ]);
});
