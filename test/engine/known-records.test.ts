import { expect, test } from '@jest/globals';
import { startFederation } from '../support/federated.ts';
import { byKey, topic } from './topic.ts';

const OFFICERS = [
  { id: 'o1', name: 'Amina Okello', rank: 'Captain' },
  { id: 'o2', name: 'Brian Wanjiru', rank: null },
  { id: 'o3', name: 'Carol Mutua', rank: 'Major' },
];

const title = ({ name }: { name: string }, { language }: { language: string }) => `${name} (${language})`;

/** The registry lists the first two; posts name a chief of each, and the third. */
const SUBGRAPHS = [
  {
    name: 'registry',
    typeDefs: `type Query { officers: [Officer!] }
      type Mutation { promote(id: ID!, rank: String!): Officer }
      type Officer @key(fields: "id") { id: ID! name: String rank: String title(language: String!): String }`,
    resolvers: {
      Query: { officers: () => OFFICERS.slice(0, 2) },
      Mutation: { promote: (_: unknown, { id, rank }: { id: string; rank: string }) => ({ id, rank }) },
      Officer: { ...byKey(OFFICERS, 'id'), title },
    },
  },
  {
    name: 'posts',
    typeDefs: `type Query { posts(first: Int = 2): [Post!] }
      type Post @key(fields: "code") { code: ID! chief: Officer }
      type Officer @key(fields: "id", resolvable: true) { id: ID! deputy: Officer }`,
    resolvers: {
      Query: {
        posts: (_: unknown, { first }: { first: number }) =>
          OFFICERS.slice(0, first).map(({ id }) => ({ code: `p-${id}`, chief: { id } })),
      },
      Officer: { __resolveReference: ({ id }: { id: string }) => ({ id, deputy: { id } }) },
    },
  },
];

topic('what an agency has told of a record', SUBGRAPHS, ({ answers }) => {
  answers(
    'is not asked again in the same request, null included',
    '{ officers { id name rank } posts { code chief { name rank } } }',
    {
      officers: OFFICERS.slice(0, 2),
      posts: OFFICERS.slice(0, 2).map(({ id, name, rank }) => ({ code: `p-${id}`, chief: { name, rank } })),
    },
    { calls: { registry: 1, posts: 1 } },
  );
  answers(
    'is asked again where less of it was told',
    '{ officers { id name } posts { chief { rank } } }',
    {
      officers: OFFICERS.slice(0, 2).map(({ id, name }) => ({ id, name })),
      posts: OFFICERS.slice(0, 2).map(({ rank }) => ({ chief: { rank } })),
    },
    { calls: { registry: 2, posts: 1 } },
  );
  answers(
    'with one argument is not what it tells with another',
    '{ officers { id title(language: "en") } posts { chief { title(language: "fr") } } }',
    {
      officers: OFFICERS.slice(0, 2).map(({ id, name }) => ({ id, title: `${name} (en)` })),
      posts: OFFICERS.slice(0, 2).map(({ name }) => ({ chief: { title: `${name} (fr)` } })),
    },
    { calls: { registry: 2, posts: 1 } },
  );
  answers(
    'under a caller’s alias is the same',
    '{ officers { id called: name } posts { chief { called: name } } }',
    {
      officers: OFFICERS.slice(0, 2).map(({ id, name }) => ({ id, called: name })),
      posts: OFFICERS.slice(0, 2).map(({ name }) => ({ chief: { called: name } })),
    },
    { calls: { registry: 1, posts: 1 } },
  );
  answers(
    'after a mutation is asked again',
    'mutation { promote(id: "o1", rank: "Major") { id rank deputy { rank } } }',
    { promote: { id: 'o1', rank: 'Major', deputy: { rank: 'Captain' } } },
    { calls: { registry: 2, posts: 1 } },
  );
});

test('only the records that were not told of are asked about', async () => {
  await using federation = await startFederation({ subgraphs: SUBGRAPHS });
  const { data, errors } = await federation.ask('{ officers { id name } posts(first: 3) { chief { name } } }');
  expect(errors).toEqual([]);
  expect(data?.['posts']).toEqual(OFFICERS.map(({ name }) => ({ chief: { name } })));
  const about = federation.calls['registry']?.map(({ variables }) => Object.values(variables).flat());
  expect(about).toEqual([[], [{ __typename: 'Officer', id: 'o3' }]]);
});

test('where a call failed in part, what it told is asked again: it may know better now', async () => {
  const failing = () => {
    throw new Error('not now');
  };
  const registry = {
    ...SUBGRAPHS[0],
    name: 'registry',
    typeDefs: SUBGRAPHS[0]?.typeDefs ?? '',
    resolvers: {
      Query: { officers: () => OFFICERS.slice(0, 2).map(({ id }) => ({ id, name: failing })) },
      Officer: { ...byKey(OFFICERS, 'id'), title },
    },
  };
  await using federation = await startFederation({ subgraphs: [registry, ...SUBGRAPHS.slice(1)] });
  const { data, errors } = await federation.ask('{ officers { id name } posts { chief { name } } }');
  expect(data).toEqual({
    officers: OFFICERS.slice(0, 2).map(({ id }) => ({ id, name: null })),
    posts: OFFICERS.slice(0, 2).map(({ name }) => ({ chief: { name } })),
  });
  expect(errors.map(({ path }) => path)).toEqual([
    ['officers', 0, 'name'],
    ['officers', 1, 'name'],
  ]);
});
