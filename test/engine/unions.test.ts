import { byKey, topic } from './topic.ts';

const SCANNER = { __typename: 'Scanner', id: 's1', warranty: 5 };
const BARRIER = { __typename: 'Barrier', id: 'b1', warranty: 2 };

topic(
  'union interface distributed',
  [
    {
      name: 'post',
      typeDefs: `type Query { equipment: [Equipment] asset(id: ID!): Asset assets: [Asset] barriers: [Barrier] }
        union Equipment = Scanner | Barrier
        interface Asset { id: ID! }
        interface Warranted { warranty: Int }
        type Scanner @key(fields: "id") { id: ID! }
        type Barrier implements Asset & Warranted @key(fields: "id") { id: ID! warranty: Int }`,
      resolvers: {
        Query: {
          equipment: () => [SCANNER, BARRIER],
          asset: () => BARRIER,
          assets: () => [BARRIER],
          barriers: () => [BARRIER],
        },
        Barrier: byKey([BARRIER], 'id'),
        Scanner: byKey([SCANNER], 'id'),
      },
    },
    {
      name: 'supplier',
      typeDefs: `interface Asset { id: ID! }
        interface Warranted { warranty: Int }
        type Scanner implements Asset & Warranted @key(fields: "id") { id: ID! warranty: Int }`,
      resolvers: { Scanner: byKey([SCANNER], 'id') },
    },
  ],
  ({ answers }) => {
    answers(
      'a fragment on an interface matches a type that implements it in another subgraph only',
      '{ equipment { __typename ... on Asset { id } } }',
      {
        equipment: [
          { __typename: 'Scanner', id: 's1' },
          { __typename: 'Barrier', id: 'b1' },
        ],
      },
    );
    answers('and its fields come from there', '{ equipment { ... on Warranted { warranty } } }', {
      equipment: [{ warranty: 5 }, { warranty: 2 }],
    });
    answers(
      'fragments within fragments narrow the types',
      '{ equipment { ... on Asset { ... on Warranted { ... on Scanner { id warranty } } } ... on Barrier { ... on Asset { id } } } }',
      { equipment: [{ id: 's1', warranty: 5 }, { id: 'b1' }] },
    );
    answers(
      'from the interface to the union nothing is lost',
      '{ assets { __typename id ... on Warranted { warranty } } asset(id: "b1") { ... on Scanner { warranty } ... on Barrier { id } } barriers { ... on Asset { ... on Barrier { warranty } } } }',
      { assets: [{ __typename: 'Barrier', id: 'b1', warranty: 2 }], asset: { id: 'b1' }, barriers: [{ warranty: 2 }] },
      // It loses a fragment within a fragment of a type it has not asked the name of.
      { wrongIn: ['reference'] },
    );
  },
);

const PERSON = { __typename: 'Person', name: 'A. Okello', age: 40 };
const FIRM = { __typename: 'Firm', name: 'Lakeside' };
const ANIMAL = { __typename: 'Animal', species: 'goat' };

topic(
  'union intersection',
  [
    {
      name: 'customs',
      typeDefs: `type Query { subject: Subject @shareable declared: [Subject] movement: Movement }
        type Movement @key(fields: "id") { id: ID! subject: Subject @shareable }
        union Subject = Person | Firm
        type Person @shareable { name: String! age: Int }
        type Firm { name: String! }`,
      resolvers: {
        Query: {
          subject: () => PERSON,
          declared: () => [PERSON, FIRM],
          movement: () => ({ id: 'm1', subject: PERSON }),
        },
      },
    },
    {
      name: 'sps',
      typeDefs: `type Query { subject: Subject @shareable inspected: [Subject] }
        type Movement @key(fields: "id") { id: ID! subject: Subject @shareable herd: [Subject] }
        union Subject = Person | Animal
        type Person @shareable { name: String! age: Int }
        type Animal { species: String }`,
      resolvers: {
        Query: { subject: () => PERSON, inspected: () => [ANIMAL, PERSON] },
        Movement: { __resolveReference: () => ({ id: 'm1', subject: PERSON, herd: [ANIMAL] }) },
      },
    },
  ],
  ({ answers }) => {
    const ALL = '__typename ... on Person { name age } ... on Firm { firm: name } ... on Animal { species }';
    answers('a member the subgraph does not know is not asked of it', `{ subject { ${ALL} } }`, { subject: PERSON });
    answers('each subgraph answers with its own members', `{ declared { ${ALL} } inspected { ${ALL} } }`, {
      declared: [PERSON, { __typename: 'Firm', firm: 'Lakeside' }],
      inspected: [ANIMAL, PERSON],
    });
    answers(
      'below an entity the members of two subgraphs stay apart',
      `{ movement { subject { ${ALL} } herd { ${ALL} } } }`,
      { movement: { subject: PERSON, herd: [ANIMAL] } },
    );
    answers(
      'a member of neither is an empty object',
      '{ subject { ... on Firm { name } ... on Animal { species } } }',
      {
        subject: {},
      },
    );
    answers(
      'a member only the other subgraph has leaves nothing',
      '{ declared { ... on Animal { species } } }',
      { declared: [{}, {}] },
      { calls: { customs: 1 } },
    );
  },
);

const ACTIONS = [
  { __typename: 'Scan', id: 'a1', image: 'x-ray' },
  { __typename: 'Search', id: 'a2', officer: 'Otieno' },
];

topic(
  'partial union',
  [
    {
      name: 'customs',
      typeDefs: `type Query { report: Report }
        type Report @shareable { actions: [Action!]! remark: String }
        union Action = Scan | Search | Sample
        type Scan @shareable { id: ID! image: String }
        type Search { id: ID! officer: String }
        type Sample { id: ID! laboratory: String }`,
      resolvers: { Query: { report: () => ({ actions: ACTIONS, remark: 'none' }) } },
    },
    {
      name: 'sps',
      typeDefs: `type Report @shareable { actions: [Action!]! remark: String }
        union Action = Scan
        type Scan @shareable { id: ID! image: String }`,
    },
  ],
  ({ answers }) => {
    answers(
      'the subgraph with all members answers for all',
      '{ report { remark actions { __typename ... on Scan { id image } ... on Search { id officer } ... on Sample { laboratory } } } }',
      { report: { remark: 'none', actions: ACTIONS } },
      { calls: { customs: 1 } },
    );
    answers('also for those it has alone', '{ report { actions { ... on Search { officer } } } }', {
      report: { actions: [{}, { officer: 'Otieno' }] },
    });
  },
);

const SEEN = { __typename: 'Scan', image: 'x-ray' };

topic(
  'partial union complex',
  [
    {
      name: 'customs',
      typeDefs: `type Query { customsCase: Case shared: Case @shareable }
        type Case @key(fields: "id") { id: ID! file: File @shareable }
        type File @shareable { actions: [Action!]! }
        union Action = Scan | Seizure
        type Scan @shareable { image: String }
        type Seizure { goods: String }`,
      resolvers: {
        Query: {
          customsCase: () => ({ id: '1', file: { actions: [SEEN, SEEN] } }),
          shared: () => ({ id: '2', file: { actions: [SEEN] } }),
        },
        Case: byKey([{ id: '3', file: { actions: [SEEN] } }], 'id'),
      },
    },
    {
      name: 'sps',
      typeDefs: `type Query { spsCase: Case shared: Case @shareable }
        type Case @key(fields: "id") { id: ID! file: File @shareable laboratoryFile: File }
        type File @shareable { actions: [Action!]! }
        union Action = Scan | Sample
        type Scan @shareable { image: String }
        type Sample { laboratory: String }`,
      resolvers: {
        Query: {
          spsCase: () => ({
            id: '3',
            file: { actions: [SEEN] },
            laboratoryFile: { actions: [{ __typename: 'Sample', laboratory: 'NPPO' }, SEEN] },
          }),
          shared: () => ({ id: '2', file: { actions: [SEEN] } }),
        },
        Case: {
          __resolveReference: ({ id }: { id: string }) => ({
            id,
            file: { actions: [SEEN] },
            laboratoryFile: { actions: [{ __typename: 'Sample', laboratory: `for ${id}` }] },
          }),
        },
      },
    },
  ],
  ({ answers }) => {
    const ALL = 'actions { __typename ... on Scan { image } ... on Seizure { goods } ... on Sample { laboratory } }';
    answers('a shared file has the members both know', `{ customsCase { file { ${ALL} } } }`, {
      customsCase: { file: { actions: [SEEN, SEEN] } },
    });
    answers(
      'a file of one subgraph alone is asked of it for its own members',
      `{ customsCase { laboratoryFile { ${ALL} } } spsCase { file { ${ALL} } laboratoryFile { ${ALL} } } }`,
      {
        customsCase: { laboratoryFile: { actions: [{ __typename: 'Sample', laboratory: 'for 1' }] } },
        spsCase: {
          file: { actions: [SEEN] },
          laboratoryFile: { actions: [{ __typename: 'Sample', laboratory: 'NPPO' }, SEEN] },
        },
      },
    );
    answers('what is shared is the same from either', `{ shared { file { ${ALL} } } }`, {
      shared: { file: { actions: [SEEN] } },
    });
  },
);
