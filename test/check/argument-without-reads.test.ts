import { inWords } from '../../bin/check/problem.ts';
import { placesOf, problemsOf } from '../support/check.ts';

const graph = (argument: string) => ({
  port: {
    sdl: `type Query @classified(as: PUBLIC) { ship(${argument}): Ship }
type Ship @key(fields: "code") @classified(as: COMMERCIAL) { code: ID owner: String }`,
  },
});

test('an argument that finds records by a protected field says which it reads', () => {
  const places = (argument: string) => placesOf(problemsOf(graph(argument)), 'argument-without-reads');
  expect(places('code: ID')).toEqual(['port.graphql:2']);
  expect(places('owner: String')).toEqual(['port.graphql:2']);
  expect(places('code: ID @reads(field: "Ship.code", how: MATCH)')).toEqual([]);
  expect(places('first: Int, after: String')).toEqual([]);
});

const withTypes = (argument: string, types: string) => ({
  port: {
    sdl: `type Query @classified(as: PUBLIC) { ships(${argument}): [Ship!] list(${argument}): ShipConnection }
${types}
type ShipConnection { edges: [ShipEdge!] totalCount: Int }
type ShipEdge { node: Ship }
type Ship @classified(as: COMMERCIAL) { code: ID owner: String riskScore: Int crew: [Person!] seen: Int @classified(as: PUBLIC) }
type Person @classified(as: PERSONAL) { birthDate: String }`,
  },
});

const toldOf = (argument: string, types: string) =>
  problemsOf(withTypes(argument, types)).filter(({ rule }) => rule === 'argument-without-reads');

test.each([
  ['a field of its name', 'filter: F', 'input F { owner: String }', 'F.owner', 'Ship.owner'],
  [
    'one with what filters are called by',
    'filter: F',
    'input F { owner_not_in: [String!] }',
    'F.owner_not_in',
    'Ship.owner',
  ],
  ['a range', 'filter: F', 'input F { minRiskScore: Int }', 'F.minRiskScore', 'Ship.riskScore'],
  ['a list of it', 'filter: F', 'input F { owners: [String!] }', 'F.owners', 'Ship.owner'],
  [
    'one of another input',
    'filter: F',
    'input F { and: [F!] some: G } input G { ownerPrefix: String }',
    'G.ownerPrefix',
    'Ship.owner',
  ],
  [
    'one of what records hold',
    'filter: F',
    'input F { crew: P @reads(field: "Ship.crew") } input P { birthDateFrom: String }',
    'P.birthDateFrom',
    'Person.birthDate',
  ],
  ['an order', 'orderBy: [O!]', 'enum O { SEEN RISK_SCORE_DESC }', 'RISK_SCORE_DESC', 'Ship.riskScore'],
  ['an order in an input', 'sort: S', 'input S { by: O } enum O { owner_ASC }', 'owner_ASC', 'Ship.owner'],
  ['an order of an argument that reads', 'by: O @reads(field: "Ship.code")', 'enum O { OWNER }', 'OWNER', 'Ship.owner'],
])('%s within an argument says what it reads, and where to write it is told', (_what, argument, types, place, read) => {
  const told = toldOf(argument, types);
  expect(told.map(({ file, line }) => `${file}:${line}`)).toEqual(['port.graphql:3', 'port.graphql:3']);
  const [first] = told;
  expect(first && inWords(first)).toMatch(
    new RegExp(
      `takes ${place}, which has the name of the protected field ${read} .*Add @reads\\(field: "${read}", how: `,
    ),
  );
});

test('what says what it reads within an argument, and what is public, is in order', () => {
  const types = `input F { owner: String @reads(field: "Ship.owner") seenAbove: Int and: [F!] not: F crew: P @reads(field: "Ship.crew") }
    input P { birthDate: String @reads(field: "Person.birthDate") margin: Int }
    enum O { SEEN_DESC RISK_SCORE_DESC @reads(field: "Ship.riskScore") }`;
  expect(toldOf('filter: F, orderBy: [O!]', types)).toEqual([]);
});

test('an argument named by what filters are called by says what it reads as well', () => {
  expect(toldOf('riskScoreAbove: Int', '')).toHaveLength(2);
  expect(toldOf('seenAbove: Int, margin: Int', '')).toEqual([]);
});
