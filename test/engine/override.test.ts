import { byKey, topic } from './topic.ts';

const NOTES = [
  { id: '1', at: 'old clock' },
  { id: '2', at: 'old clock' },
];
const RENEWED = NOTES.map(({ id }) => ({ id, at: `new clock ${id}` }));
const IDS = NOTES.map(({ id }) => ({ id }));

topic(
  'simple override',
  [
    {
      name: 'old',
      typeDefs:
        'type Query { feed: [Note] @shareable oldFeed: [Note] } type Note @key(fields: "id") { id: ID! at: String! }',
      resolvers: { Query: { feed: () => NOTES, oldFeed: () => NOTES }, Note: byKey(NOTES, 'id') },
    },
    {
      name: 'new',
      typeDefs: `type Query { feed: [Note] @shareable newFeed: [Note] }
        type Note @key(fields: "id") { id: ID! at: String! @override(from: "old") }`,
      resolvers: { Query: { feed: () => RENEWED, newFeed: () => RENEWED }, Note: byKey(RENEWED, 'id') },
    },
  ],
  ({ answers }) => {
    answers(
      'a field is read where it moved to',
      '{ oldFeed { id at } }',
      { oldFeed: RENEWED },
      { calls: { old: 1, new: 1 } },
    );
    answers('also from a root both have', '{ feed { at } }', { feed: RENEWED.map(({ at }) => ({ at })) });
    answers(
      'and without a way round where it is',
      '{ newFeed { id at } }',
      { newFeed: RENEWED },
      { calls: { new: 1 } },
    );
    answers('what did not move stays', '{ oldFeed { id } }', { oldFeed: IDS }, { calls: { old: 1 } });
  },
);

const TRAVELLER = { id: 't1', name: 'old name' };

topic(
  'override with requires',
  [
    {
      name: 'visas',
      typeDefs: `type Query { onVisa: Traveller }
        type Traveller @key(fields: "id") { id: ID! name: String! @external visaName: String! @requires(fields: "name") }`,
      resolvers: {
        Query: { onVisa: () => ({ id: 't1' }) },
        Traveller: { ...byKey([{ id: 't1' }], 'id'), visaName: ({ name }: { name: string }) => `visa of ${name}` },
      },
    },
    {
      name: 'registry',
      typeDefs: `type Query { registered: Traveller }
        type Traveller @key(fields: "id") { id: ID! name: String! @override(from: "archive") }`,
      resolvers: {
        Query: { registered: () => ({ id: 't1', name: 'new name' }) },
        Traveller: byKey([{ id: 't1', name: 'new name' }], 'id'),
      },
    },
    {
      name: 'archive',
      typeDefs: `type Query { archived: Traveller }
        type Traveller @key(fields: "id") { id: ID! name: String! archiveName: String! @requires(fields: "rank") rank: Int @external }`,
      resolvers: {
        Query: { archived: () => TRAVELLER },
        Traveller: {
          ...byKey([TRAVELLER], 'id'),
          archiveName: ({ name, rank }: { name: string; rank: number }) => `${rank} ${name}`,
        },
      },
    },
    {
      name: 'ranks',
      typeDefs: 'type Traveller @key(fields: "id") { id: ID! rank: Int }',
      resolvers: { Traveller: byKey([{ id: 't1', rank: 7 }], 'id') },
    },
  ],
  ({ answers }) => {
    answers('what is required comes from where the field moved to', '{ onVisa { visaName } archived { visaName } }', {
      onVisa: { visaName: 'visa of new name' },
      archived: { visaName: 'visa of new name' },
    });
    answers(
      'the field itself too, from every side',
      '{ onVisa { name } registered { name visaName } archived { id name archiveName } }',
      {
        onVisa: { name: 'new name' },
        registered: { name: 'new name', visaName: 'visa of new name' },
        archived: { id: 't1', name: 'new name', archiveName: '7 old name' },
      },
    );
  },
);

const PHOTO = { __typename: 'Photo', id: 'p1', at: 'old clock' };
const MEMO = { __typename: 'Memo', id: 'm1', at: 'noon', text: 'all clear' };

topic(
  'override type interface',
  [
    {
      name: 'old',
      typeDefs: `type Query { feed: [Paper] }
        interface Paper { id: ID! at: String! }
        type Photo implements Paper @key(fields: "id") { id: ID! at: String! }`,
      resolvers: { Query: { feed: () => [PHOTO] }, Photo: byKey([PHOTO], 'id') },
    },
    {
      name: 'new',
      typeDefs: `type Query { otherFeed: [OtherPaper] memos: [Memo] }
        interface Paper { id: ID! at: String! }
        type Memo implements Paper @key(fields: "id") { id: ID! at: String! text: String! }
        interface OtherPaper { id: ID! at: String! }
        type Photo implements OtherPaper @key(fields: "id") { id: ID! at: String! @override(from: "old") }`,
      resolvers: {
        Query: { otherFeed: () => [{ ...PHOTO, at: 'new clock' }], memos: () => [MEMO] },
        Photo: byKey([{ ...PHOTO, at: 'new clock' }], 'id'),
        Memo: byKey([MEMO], 'id'),
      },
    },
  ],
  ({ answers }) => {
    answers('a field that moved is not read through the interface of its old home', '{ feed { id at } }', {
      feed: [{ id: 'p1', at: 'new clock' }],
    });
    answers('nor within a fragment', '{ feed { __typename ... on Photo { at } ... on Memo { text } } }', {
      feed: [{ __typename: 'Photo', at: 'new clock' }],
    });
    answers('through the other interface it is at home', '{ otherFeed { at id } memos { at text } }', {
      otherFeed: [{ at: 'new clock', id: 'p1' }],
      memos: [{ at: 'noon', text: 'all clear' }],
    });
  },
);

topic(
  'unavailable override',
  [
    {
      name: 'first',
      typeDefs: `type Query { feed: [Note] @shareable firstFeed: [Note] }
        type Note @key(fields: "id") { id: ID! at: String! @shareable }`,
      resolvers: { Query: { feed: () => NOTES, firstFeed: () => NOTES }, Note: byKey(NOTES, 'id') },
    },
    {
      name: 'second',
      typeDefs: `type Query { feed: [Note] @shareable secondFeed: [Note] }
        type Note @key(fields: "id") { id: ID! at: String! @override(from: "closed") @shareable }`,
      resolvers: { Query: { feed: () => NOTES, secondFeed: () => RENEWED }, Note: byKey(RENEWED, 'id') },
    },
  ],
  ({ answers }) => {
    answers('a field that moved from no subgraph there is stays shared', '{ feed { id at } }', { feed: NOTES });
    answers(
      'each subgraph answers from its own',
      '{ firstFeed { at } secondFeed { at } }',
      { firstFeed: NOTES.map(({ at }) => ({ at })), secondFeed: RENEWED.map(({ at }) => ({ at })) },
      { calls: { first: 1, second: 1 } },
    );
  },
);

topic(
  'overridden fields',
  [
    {
      name: 'a',
      typeDefs: `type Query { note: Note }
        type Note @key(fields: "id") { id: ID! at: String text: String @override(from: "b") author: Author }
        type Author @key(fields: "name") { name: ID! rank: Int @override(from: "c") }`,
      resolvers: {
        Query: { note: () => ({ id: '1', at: 'a', text: 'a', author: { name: 'n', rank: 1 } }) },
        Note: byKey([{ id: '1', at: 'a', text: 'a', author: { name: 'n', rank: 1 } }], 'id'),
        Author: byKey([{ name: 'n', rank: 1 }], 'name'),
      },
    },
    {
      name: 'b',
      typeDefs: `type Query { noteB: Note }
        type Note @key(fields: "id") { id: ID! at: String @override(from: "a") text: String }`,
      resolvers: {
        Query: { noteB: () => ({ id: '1', at: 'b', text: 'b' }) },
        Note: byKey([{ id: '1', at: 'b', text: 'b' }], 'id'),
      },
    },
    {
      name: 'c',
      typeDefs: 'type Query { author: Author } type Author @key(fields: "name") { name: ID! rank: Int notes: Int }',
      resolvers: {
        Query: { author: () => ({ name: 'n', rank: 3, notes: 2 }) },
        Author: byKey([{ name: 'n', rank: 3, notes: 2 }], 'name'),
      },
    },
  ],
  ({ answers }) => {
    answers(
      'two subgraphs that took a field of each other each give theirs',
      '{ note { at text } noteB { at text } }',
      {
        note: { at: 'b', text: 'a' },
        noteB: { at: 'b', text: 'a' },
      },
    );
    answers('of a nested record too', '{ note { author { rank notes } } author { name rank notes } }', {
      note: { author: { rank: 1, notes: 2 } },
      author: { name: 'n', rank: 1, notes: 2 },
    });
  },
);
