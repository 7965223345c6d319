import { guarded } from './fixture.ts';

const CRAFTS = {
  name: 'crafts',
  typeDefs: `
    type Query { crafts: [Craft!] found: [Found!] fleet: [Fleet!] }
    interface Craft { id: ID owner: String }
    interface Fleet { id: ID }
    union Found = Ship | Truck | Gun
    type Ship implements Craft @key(fields: "id") { id: ID owner: String @authenticated }
    type Truck implements Craft @key(fields: "id") { id: ID owner: String }
    type Gun @requiresScopes(scopes: [["arms"]]) { id: ID calibre: Int }
    type Barge implements Fleet { id: ID }
    type Cutter implements Fleet @requiresScopes(scopes: [["arms"]]) { id: ID }
  `,
  resolvers: {
    Query: {
      crafts: () => [
        { __typename: 'Ship', id: 's', owner: 'S' },
        { __typename: 'Truck', id: 't', owner: 'T' },
      ],
      found: () => [
        { __typename: 'Ship', id: 's', owner: 'S' },
        { __typename: 'Gun', id: 'g', calibre: 9 },
      ],
      fleet: () => [{ __typename: 'Barge', id: 'b' }],
    },
  },
};
const DENIED = 'UNAUTHORIZED_FIELD_OR_TYPE';

test('a field of an interface demands what the field of any type does that may stand there', async () => {
  await using graph = await guarded([CRAFTS]);
  expect(await graph.seen(undefined, '{ crafts { id owner ... { o: owner } ... on Craft { p: owner } } }')).toEqual({
    data: {
      crafts: [
        { id: 's', owner: null, o: null, p: null },
        { id: 't', owner: null, o: null, p: null },
      ],
    },
    errors: [`${DENIED} crafts.o`, `${DENIED} crafts.owner`, `${DENIED} crafts.p`],
  });
  expect(graph.sent()).not.toContain('owner');
});

test('a fragment on a type demands what that type does alone: one key can be denied there and allowed here', async () => {
  await using graph = await guarded([CRAFTS]);
  expect(await graph.seen(undefined, '{ crafts { id ... on Ship { owner } ... on Truck { owner } } }')).toEqual({
    data: {
      crafts: [
        { id: 's', owner: null },
        { id: 't', owner: 'T' },
      ],
    },
    errors: [`${DENIED} crafts.owner`],
  });
});

test('an interface demands what any of its types does', async () => {
  await using graph = await guarded([CRAFTS]);
  expect(await graph.seen([], '{ fleet { id } }')).toEqual({ data: { fleet: null }, errors: [`${DENIED} fleet`] });
  expect(graph.sent()).toBe('');
  expect((await graph.seen(['arms'], '{ fleet { id } }')).data).toEqual({ fleet: [{ id: 'b' }] });
});

test('members of a union are judged one by one; a denied fragment is told at the field around it', async () => {
  await using graph = await guarded([CRAFTS]);
  expect(await graph.seen([], '{ found { ... on Ship { id } ... on Gun { id calibre } } }')).toEqual({
    data: { found: [{ id: 's' }, { id: null, calibre: null }] },
    errors: [`${DENIED} found`],
  });
  expect(graph.sent()).not.toMatch(/Gun|calibre/);
  expect(await graph.seen([], '{ found { ... on Gun { calibre } } }')).toEqual({
    data: { found: null },
    errors: [`${DENIED} found`],
  });
  expect(graph.sent()).toBe('');
});

test('what an agency demands of a field it adds to an interface is demanded in every type', async () => {
  await using graph = await guarded([
    {
      name: 'crafts',
      typeDefs: `type Query { crafts: [Craft!] }
        interface Craft @key(fields: "id") { id: ID! }
        type Ship implements Craft @key(fields: "id") { id: ID! }
        type Truck implements Craft @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { crafts: () => [{ __typename: 'Ship', id: 's' }] }, Craft: { __resolveType: () => 'Ship' } },
    },
    {
      name: 'watch',
      typeDefs: 'type Craft @key(fields: "id") @interfaceObject { id: ID! alert: String @authenticated }',
      resolvers: { Craft: { __resolveReference: ({ id }: { id: string }) => ({ id, alert: `alert ${id}` }) } },
    },
  ]);
  expect(await graph.seen(undefined, '{ crafts { id alert ... on Ship { a: alert } } }')).toEqual({
    data: { crafts: [{ id: 's', alert: null, a: null }] },
    errors: [`${DENIED} crafts.a`, `${DENIED} crafts.alert`],
  });
  expect(graph.sent()).not.toContain('alert');
  expect((await graph.seen([], '{ crafts { ... on Ship { a: alert } } }')).data).toEqual({
    crafts: [{ a: 'alert s' }],
  });
});
