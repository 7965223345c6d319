import { guarded } from './fixture.ts';

const GOODS = {
  name: 'goods',
  typeDefs: `
    type Query {
      open: String
      known: String @authenticated
      cleared: String @requiresScopes(scopes: [["read", "goods"], ["all"]])
      both: String @authenticated @requiresScopes(scopes: [["all"]]) @policy(policies: [["kind"]])
      nobody: String @requiresScopes(scopes: [])
      parcel: Parcel
      parcels: [Parcel!]
      money: Money
      mode: Mode
      strict: Strict
    }
    type Mutation { release(id: ID): Parcel @requiresScopes(scopes: [["write"]]) note: String }
    type Parcel @key(fields: "id") { id: ID weight: Int @authenticated owner: Owner }
    type Owner @requiresScopes(scopes: [["owner"]]) { name: String! }
    type Strict { secret: String! @authenticated open: String }
    scalar Money @requiresScopes(scopes: [["money"]])
    enum Mode @authenticated { SEA ROAD }
  `,
  resolvers: {
    Query: {
      open: () => 'open',
      known: () => 'known',
      cleared: () => 'cleared',
      both: () => 'both',
      nobody: () => 'nobody',
      parcel: () => ({ id: '1', weight: 3, owner: { name: 'Ann' } }),
      parcels: () => [],
      money: () => 'money',
      mode: () => 'SEA',
      strict: () => ({ secret: 'x', open: 'y' }),
    },
    Mutation: { release: () => ({ id: '1' }), note: () => 'noted' },
  },
};

const DENIED = 'UNAUTHORIZED_FIELD_OR_TYPE';

test('a caller without a token is served what nothing is demanded for, and told once of each denial', async () => {
  await using graph = await guarded([GOODS]);
  expect(await graph.seen(undefined, '{ open known k: known parcel { id w: weight } }')).toEqual({
    data: { open: 'open', known: null, k: null, parcel: { id: '1', w: null } },
    errors: [`${DENIED} k`, `${DENIED} known`, `${DENIED} parcel.w`],
  });
  expect(graph.sent()).not.toMatch(/known|weight/);
  expect(await graph.seen([], '{ known parcel { weight } }')).toEqual({
    data: { known: 'known', parcel: { weight: 3 } },
    errors: [],
  });
});

test('scopes are one of several lists, all of one list; a list of none is met by nobody', async () => {
  await using graph = await guarded([GOODS]);
  for (const [scopes, shown] of [
    [[], null],
    [['read'], null],
    [['goods', 'read'], 'cleared'],
    [['all'], 'cleared'],
  ] as const) {
    expect((await graph.seen(scopes, '{ cleared }')).data).toEqual({ cleared: shown });
  }
  expect((await graph.seen(['all', 'read', 'goods'], '{ nobody }')).data).toEqual({ nobody: null });
});

test('the three directives are to be met together', async () => {
  let answer: unknown = { kind: true };
  await using graph = await guarded([GOODS], () => answer);
  expect((await graph.seen(['all'], '{ both }')).data).toEqual({ both: 'both' });
  expect((await graph.seen([], '{ both }')).data).toEqual({ both: null });
  for (const other of [{}, { kind: false }, { kind: 'true' }, { kind: 1 }, undefined, null, new Map()]) {
    answer = other;
    expect((await graph.seen(['all'], '{ both }')).data).toEqual({ both: null });
  }
  answer = new Map([['kind', true]]);
  expect((await graph.seen(['all'], '{ both }')).data).toEqual({ both: 'both' });
});

test('a decision point that fails or does not answer denies', async () => {
  await using failing = await guarded([GOODS], () => Promise.reject(new Error('down')));
  expect((await failing.seen(['all'], '{ both open }')).data).toEqual({ both: null, open: 'open' });
  await using silent = await guarded([GOODS], () => new Promise(() => {}));
  expect((await silent.seen(['all'], '{ both open }')).data).toEqual({ both: null, open: 'open' });
});

test('what a type demands is demanded of every field that gives one: objects, scalars and enums', async () => {
  await using graph = await guarded([GOODS]);
  expect(await graph.seen([], '{ parcel { owner { name } } money mode }')).toEqual({
    data: { parcel: null, money: null, mode: 'SEA' },
    errors: [`${DENIED} money`, `${DENIED} parcel.owner`],
  });
  expect(graph.sent()).not.toMatch(/owner|money|parcel/);
  expect((await graph.seen(['owner', 'money'], '{ parcel { owner { name } } money }')).data).toEqual({
    parcel: { owner: { name: 'Ann' } },
    money: 'money',
  });
  expect((await graph.seen(undefined, '{ mode }')).data).toEqual({ mode: null });
});

test('a composite of which nothing is left is null without an error of its own, unless its name is asked for', async () => {
  await using graph = await guarded([GOODS]);
  expect(await graph.seen(undefined, '{ parcel { weight } open }')).toEqual({
    data: { parcel: null, open: 'open' },
    errors: [`${DENIED} parcel.weight`],
  });
  expect(graph.sent()).not.toContain('parcel');
  expect((await graph.seen(undefined, '{ parcel { __typename weight } }')).data).toEqual({
    parcel: { __typename: 'Parcel', weight: null },
  });
});

test('a denial is told whatever the data is, and null moves up as the schema promises', async () => {
  await using graph = await guarded([GOODS]);
  expect((await graph.seen(undefined, '{ parcels { id weight } }')).errors).toEqual([`${DENIED} parcels.weight`]);
  expect(await graph.seen(undefined, '{ strict { open secret } open }')).toEqual({
    data: { strict: null, open: 'open' },
    errors: [`${DENIED} strict.secret`],
  });
});

test('what @skip and @include leave out is neither told nor sent, and their variables decide anew', async () => {
  await using graph = await guarded([GOODS]);
  const query = 'query ($no: Boolean!) { open known @include(if: $no) parcel @skip(if: $no) { weight } }';
  expect(await graph.seen(undefined, query, { no: false })).toEqual({
    data: { open: 'open', parcel: null },
    errors: [`${DENIED} parcel.weight`],
  });
  expect(graph.sent()).not.toMatch(/known|parcel|\$no/);
  expect(await graph.seen(undefined, query, { no: true })).toEqual({
    data: { open: 'open', known: null },
    errors: [`${DENIED} known`],
  });
});

test('where every root field is denied no subgraph is called, and a denied mutation has no effect', async () => {
  await using graph = await guarded([GOODS]);
  expect(await graph.seen(undefined, '{ known cleared }')).toEqual({
    data: { known: null, cleared: null },
    errors: [`${DENIED} cleared`, `${DENIED} known`],
  });
  expect(graph.sent()).toBe('');
  expect(await graph.seen([], 'mutation { release(id: "SECRET-1") { id } note }')).toEqual({
    data: { release: null, note: 'noted' },
    errors: [`${DENIED} release`],
  });
  expect(graph.sent()).not.toMatch(/release|SECRET/);
});

test('no answer names a scope, a policy or a value', async () => {
  await using graph = await guarded([GOODS]);
  const { text } = await graph.ask([], 'mutation ($id: ID) { release(id: $id) { id } }', { id: 'SECRET-2' });
  expect(text).not.toMatch(/write|SECRET|scope/);
});

test('the same text is answered each caller by their own rights, in turn and at once', async () => {
  await using graph = await guarded([GOODS]);
  const callers = [undefined, [], ['all'], ['read'], ['goods', 'read'], ['owner']] as const;
  const query = '{ open known cleared parcel { weight owner { name } } }';
  const alone: unknown[] = [];
  for (const caller of callers) alone.push(await graph.seen(caller, query));
  const asked = Array.from({ length: 5 }, () => callers).flat();
  const together = await Promise.all(asked.map((caller) => graph.seen(caller, query)));
  expect(together).toEqual(asked.map((_, at) => alone[at % callers.length]));
  expect(new Set(alone.map((each) => JSON.stringify(each))).size).toBe(4);
});
