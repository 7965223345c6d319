import { byKey, topic } from './topic.ts';

const HOME = { __typename: 'HomeAddress', id: 'a1', town: 'Kampala' };
const DEPOT = { __typename: 'DepotAddress', id: 'a2', town: 'Busia' };
const FAR = { __typename: 'FarAddress', id: 'a3', town: 'Mombasa' };
const TRADERS = [
  { id: 't1', name: 'Lakeside', address: HOME },
  { id: 't2', name: 'Nile', address: DEPOT },
  { id: 't3', name: 'Rift', address: FAR },
  { id: 't4', name: 'None', address: null },
];

topic(
  'requires with interfaces',
  [
    {
      name: 'risk',
      typeDefs: `type Query { watched: [Trader] }
        interface Address { id: ID! }
        type HomeAddress implements Address @key(fields: "id") { id: ID! town: String @shareable }
        type DepotAddress implements Address @key(fields: "id") { id: ID! town: String @shareable }
        type Trader @key(fields: "id") { id: ID! name: String! @shareable address: Address @external
          place: String @requires(fields: "address { id }")
          depot: String @requires(fields: "address { ... on DepotAddress { id } }") }`,
      resolvers: {
        Query: { watched: () => TRADERS.map(({ id, name }) => ({ id, name })) },
        Trader: {
          ...byKey(
            TRADERS.map(({ id, name }) => ({ id, name })),
            'id',
          ),
          place: ({ address }: { address: { id: string } | null }) => `at ${address?.id ?? 'nowhere'}`,
          depot: ({ address }: { address: { id?: string } | null }) => (address?.id === DEPOT.id ? DEPOT.id : null),
        },
        HomeAddress: byKey([HOME], 'id'),
        DepotAddress: byKey([DEPOT], 'id'),
      },
    },
    {
      name: 'registry',
      typeDefs: `type Query { traders: [Trader] }
        interface Address { id: ID! }
        type HomeAddress implements Address @key(fields: "id") { id: ID! town: String @shareable }
        type DepotAddress implements Address @key(fields: "id") { id: ID! town: String @shareable }
        type FarAddress implements Address @key(fields: "id") { id: ID! town: String @shareable }
        type Trader @key(fields: "id") { id: ID! name: String! @shareable address: Address @shareable }`,
      resolvers: {
        Query: { traders: () => TRADERS },
        Trader: byKey(TRADERS, 'id'),
        HomeAddress: byKey([HOME], 'id'),
        DepotAddress: byKey([DEPOT], 'id'),
        FarAddress: byKey([FAR], 'id'),
      },
    },
  ],
  ({ answers }) => {
    const places = ['at a1', 'at a2', 'at a3', 'at nowhere'].map((place) => ({ place }));
    const depots = [null, 'a2', null, null].map((depot) => ({ depot }));
    answers('the field of an interface is handed over for every type', '{ watched { place } }', { watched: places });
    answers('also where the type is unknown to who requires it', '{ traders { place } }', { traders: places });
    answers('a required fragment is handed over for its type alone', '{ watched { depot } traders { depot } }', {
      watched: depots,
      traders: depots,
    });
    answers(
      'beside what the caller asks of the same field',
      '{ traders { name place depot address { __typename ... on HomeAddress { town } } } }',
      {
        traders: TRADERS.map(({ name, address }, at) => ({
          name,
          ...places[at],
          ...depots[at],
          address: address && { __typename: address.__typename, ...(address === HOME && { town: 'Kampala' }) },
        })),
      },
    );
  },
);

const DECLARANT = { id: 'd1', years: 9 };
const NOVICE = { id: 'd2', years: 1 };
const DECLARATIONS = [
  { id: 'x1', declarant: DECLARANT },
  { id: 'x2', declarant: NOVICE },
];

topic(
  'requires circular',
  [
    {
      name: 'customs',
      typeDefs: `type Query { declarations: [Declaration] }
        type Declaration @key(fields: "id") { id: ID! byNovice: Boolean! @external byExpert: Boolean! @requires(fields: "byNovice") }
        type Declarant @key(fields: "id") { id: ID! years: Int! }`,
      resolvers: {
        Query: { declarations: () => DECLARATIONS.map(({ id }) => ({ id })) },
        Declaration: { ...byKey(DECLARATIONS, 'id'), byExpert: ({ byNovice }: { byNovice: boolean }) => !byNovice },
        Declarant: byKey([DECLARANT, NOVICE], 'id'),
      },
    },
    {
      name: 'registry',
      typeDefs: `type Declaration @key(fields: "id") { id: ID! declarant: Declarant! byNovice: Boolean! @requires(fields: "declarant { years }") }
        type Declarant @key(fields: "id") { id: ID! years: Int! @external }`,
      resolvers: {
        Declaration: {
          ...byKey(
            DECLARATIONS.map(({ id, declarant }) => ({ id, declarant: { id: declarant.id } })),
            'id',
          ),
          byNovice: ({ declarant }: { declarant: { years: number } }) => declarant.years < 3,
        },
        Declarant: byKey(
          [DECLARANT, NOVICE].map(({ id }) => ({ id })),
          'id',
        ),
      },
    },
  ],
  ({ answers }) => {
    answers('two subgraphs that require of one another are asked in turn', '{ declarations { byExpert } }', {
      declarations: [{ byExpert: true }, { byExpert: false }],
    });
    answers('with the steps between them shown', '{ declarations { id byNovice byExpert declarant { years } } }', {
      declarations: [
        { id: 'x1', byNovice: false, byExpert: true, declarant: { years: 9 } },
        { id: 'x2', byNovice: true, byExpert: false, declarant: { years: 1 } },
      ],
    });
  },
);

const RESULTS = [
  { id: '1', result: { __typename: 'Sample', text: 'clean', code: 'S', laboratory: 'NPPO' } },
  { id: '2', result: { __typename: 'Look', text: 'rot', code: 'L', officer: 'Otieno' } },
  { id: '3', result: null },
];
const asText = ({ result }: { result: object | null }) => JSON.stringify(sorted(result));
const sorted = (value: object | null) =>
  value &&
  Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '__typename')
      .sort(),
  );

topic(
  'requires with fragments',
  [
    {
      name: 'sps',
      typeDefs: `type Query { inspections: [Inspection] }
        type Inspection @key(fields: "id") { id: ID! result: Finding }
        interface Finding { text: String! }
        interface Coded implements Finding { text: String! code: String! }
        type Sample implements Finding & Coded @shareable { text: String! code: String! laboratory: String! }
        type Look implements Finding & Coded @shareable { text: String! code: String! officer: String! }`,
      resolvers: { Query: { inspections: () => RESULTS }, Inspection: byKey(RESULTS, 'id') },
    },
    {
      name: 'customs',
      typeDefs: `type Query { referred: [Inspection] }
        type Inspection @key(fields: "id") { id: ID! result: Finding @external
          whole: String! @requires(fields: "result { text ... on Coded { code ... on Sample { laboratory } ... on Look { officer } } }")
          short: String! @requires(fields: "result { ... on Finding { text } }") }
        interface Finding { text: String! }
        interface Coded implements Finding { text: String! code: String! }
        type Sample implements Finding & Coded @shareable @inaccessible { text: String! code: String! laboratory: String! }
        type Look implements Finding & Coded @shareable { text: String! code: String! officer: String! }`,
      resolvers: {
        Query: { referred: () => RESULTS.map(({ id }) => ({ id })) },
        Inspection: {
          ...byKey(
            RESULTS.map(({ id }) => ({ id })),
            'id',
          ),
          whole: asText,
          short: asText,
        },
      },
    },
  ],
  ({ answers }) => {
    const whole = [
      { whole: '{"code":"S","laboratory":"NPPO","text":"clean"}' },
      { whole: '{"code":"L","officer":"Otieno","text":"rot"}' },
      { whole: 'null' },
    ];
    const short = [{ short: '{"text":"clean"}' }, { short: '{"text":"rot"}' }, { short: 'null' }];
    answers('a required fragment within a fragment is followed', '{ referred { whole } }', { referred: whole });
    answers('a type no caller sees is handed over all the same', '{ inspections { id whole } }', {
      inspections: whole.map((each, at) => ({ id: RESULTS[at]?.id, ...each })),
    });
    answers('a fragment on the interface itself is as none', '{ inspections { short } referred { short } }', {
      inspections: short,
      referred: short,
    });
  },
);

const ITEM = { id: 'i1', value: 600 };

topic(
  'requires requires',
  [
    {
      name: 'tariff',
      typeDefs: 'type Item @key(fields: "id") { id: ID! value: Float! @inaccessible }',
      resolvers: { Item: byKey([ITEM], 'id') },
    },
    {
      name: 'shop',
      typeDefs: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! isReduced: Boolean! }',
      resolvers: {
        Query: { item: () => ({ id: 'i1', isReduced: true }) },
        Item: byKey([{ id: 'i1', isReduced: true }], 'id'),
      },
    },
    {
      name: 'customs',
      typeDefs: `type Item @key(fields: "id") { id: ID! value: Float! @external isReduced: Boolean! @external
        isDutiable: Boolean! @requires(fields: "value") isDutiableReduced: Boolean! @requires(fields: "isReduced") }`,
      resolvers: {
        Item: {
          ...byKey([{ id: 'i1' }], 'id'),
          isDutiable: ({ value }: { value: number }) => value > 500,
          isDutiableReduced: ({ isReduced }: { isReduced: boolean }) => !isReduced,
        },
      },
    },
    {
      name: 'post',
      typeDefs: `type Item @key(fields: "id") { id: ID! isDutiable: Boolean! @external isDutiableReduced: Boolean! @external
        mustStop: Boolean! @requires(fields: "isDutiable") mayPass: Boolean! @requires(fields: "isDutiableReduced isDutiable") }`,
      resolvers: {
        Item: {
          ...byKey([{ id: 'i1' }], 'id'),
          mustStop: ({ isDutiable }: { isDutiable: boolean }) => isDutiable,
          mayPass: (item: { isDutiable: boolean; isDutiableReduced: boolean }) =>
            item.isDutiable && !item.isDutiableReduced,
        },
      },
    },
  ],
  ({ answers }) => {
    answers(
      'what is required may itself require what no caller sees',
      '{ item { mustStop } }',
      { item: { mustStop: true } },
      { calls: { shop: 1, tariff: 1, customs: 1, post: 1 } },
    );
    answers(
      'two of them at once do not disturb one another',
      '{ item { mayPass mustStop isDutiable isDutiableReduced isReduced } }',
      {
        item: { mayPass: true, mustStop: true, isDutiable: true, isDutiableReduced: false, isReduced: true },
      },
    );
    answers(
      'the shorter way does not take the longer one along',
      '{ item { isDutiableReduced } }',
      { item: { isDutiableReduced: false } },
      { calls: { shop: 1, customs: 1 } },
    );
  },
);
