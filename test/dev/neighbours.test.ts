import { publishedAgencies, publishedSdl } from '../../bin/agency/published.ts';
import { syntheticAgency } from '../../bin/dev/neighbour.ts';
import { testSubgraph } from '../support/subgraph.ts';

const neighbours = publishedAgencies().map(({ part }) => [part.name, part] as const);

/** One of the published agencies, made of its SDL. */
function madeUp(name: string) {
  const part = new Map(neighbours).get(name);
  if (!part) throw new Error(`${name} is not published`);
  return testSubgraph(syntheticAgency(name, publishedSdl(name), part.document), '');
}

const DECLARATION = `query($mrn: ID) { declaration(mrn: $mrn) {
  mrn customsStatus issueDateTime goodsItemQuantity countriesConcerned declarant { name } invoiceAmount { value }
  responses(first: 5) { totalCount edges { cursor node { __typename } } pageInfo { hasNextPage } } } }`;

test.each(neighbours)('%s is made of what it publishes alone', async (name) => {
  await using subgraph = await madeUp(name);
  expect(await subgraph.ask('{ __typename }', {})).toMatchObject({ errors: [] });
});

test('the same record reads the same twice, another one reads otherwise, and who asks for a number is told it', async () => {
  await using subgraph = await madeUp('customs');
  const asked = (mrn: string) => subgraph.ask(DECLARATION, { mrn });
  const [once, twice, other] = [await asked('A'), await asked('A'), await asked('B')];
  expect(once.errors).toEqual([]);
  expect(once.data).toEqual(twice.data);
  expect(once.data['declaration']).toMatchObject({ mrn: 'A' });
  expect({ ...(other.data['declaration'] as object), mrn: 'A' }).not.toEqual(once.data['declaration']);
});

test('a value has its own type: codes are codes of their enum, instants are instants, pages are pages', async () => {
  await using subgraph = await madeUp('customs');
  const { data } = await subgraph.ask(DECLARATION, { mrn: 'A' });
  expect(data['declaration']).toMatchObject({
    issueDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    goodsItemQuantity: expect.any(Number),
    countriesConcerned: [expect.stringMatching(/^[A-Z]{2}$/), expect.stringMatching(/^[A-Z]{2}$/)],
    invoiceAmount: { value: expect.stringMatching(/^\d+\.\d\d$/) },
    responses: { totalCount: 2, pageInfo: { hasNextPage: false } },
  });
});

test('a reference is answered as the record it is to', async () => {
  await using subgraph = await madeUp('customs');
  const { data, errors } = await subgraph.ask(
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on Declaration { mrn customsStatus } } }',
    { r: ['A', 'B', 'A'].map((mrn) => ({ __typename: 'Declaration', mrn })) },
  );
  const [first, second, third] = data['_entities'] as Array<{ mrn: string }>;
  expect(errors).toEqual([]);
  expect([first?.mrn, second?.mrn]).toEqual(['A', 'B']);
  expect(third).toEqual(first);
});
