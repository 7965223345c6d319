import { customsSubgraph, customsSystem, entities, messagesIn, SAMPLES } from '../demo/customs-system.ts';

const MRN = '26UGBUSA0000123457';

test('goods items and cited documents are found by the keys other agencies know them by, in one statement each', async () => {
  await using system = await customsSystem();
  await system.load(messagesIn(SAMPLES).filter(({ name }) => name === 'import-road.xml'));
  await using subgraph = await customsSubgraph(system.url);
  const { data } = await subgraph.ask(`{ declaration(mrn: "${MRN}") { goodsShipments { items { edges { node {
    mrn sequenceNumeric additionalDocuments { documentCode id categoryCode typeCode } } } } } } }`);
  const items: Array<{ mrn: string; sequenceNumeric: number; additionalDocuments: Array<Record<string, string>> }> =
    data.declaration.goodsShipments[0].items.edges.map(({ node }: { node: object }) => node);
  expect(items.length).toBeGreaterThan(1);
  expect(items.every(({ mrn }) => mrn === MRN)).toBe(true);
  const documents = items.flatMap(({ additionalDocuments }) => additionalDocuments);
  expect(documents.length).toBeGreaterThan(0);
  for (const { documentCode, categoryCode, typeCode } of documents)
    expect(documentCode).toBe(`${categoryCode}${typeCode}`);

  const before = subgraph.statements();
  const found = await entities(
    subgraph,
    items.map(({ mrn, sequenceNumeric }) => ({ __typename: 'GovernmentAgencyGoodsItem', mrn, sequenceNumeric })),
    '... on GovernmentAgencyGoodsItem { sequenceNumeric }',
  );
  expect(found.data._entities.map((each: { sequenceNumeric: number }) => each.sequenceNumeric)).toEqual(
    items.map(({ sequenceNumeric }) => sequenceNumeric),
  );
  expect(subgraph.statements()).toBe(before + 1);
  const cited = await entities(
    subgraph,
    documents.map(({ documentCode, id }) => ({ __typename: 'AdditionalDocument', documentCode, id })),
    '... on AdditionalDocument { id typeCode }',
  );
  expect(cited.data._entities.map((each: { id: string }) => each.id)).toEqual(documents.map(({ id }) => id));
  expect(subgraph.statements()).toBe(before + 2);
});

test.each([
  { __typename: 'GovernmentAgencyGoodsItem', mrn: null, sequenceNumeric: 1 },
  { __typename: 'GovernmentAgencyGoodsItem', mrn: 'UNKNOWN', sequenceNumeric: 1 },
  { __typename: 'AdditionalDocument', documentCode: 'N935', id: null },
  { __typename: 'AdditionalDocument', documentCode: 'N935', id: 'UNKNOWN' },
])('what customs does not know is null: %j', async (representation) => {
  await using system = await customsSystem();
  await using subgraph = await customsSubgraph(system.url);
  const { data, errors } = await entities(subgraph, [representation], '');
  expect([data._entities, errors ?? []]).toEqual([[null], []]);
});
