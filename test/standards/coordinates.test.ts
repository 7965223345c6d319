import { expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { coordinatesOf } from '../../standards/grant/coordinates.ts';

const SCHEMA = buildSchema(`
  interface Named { name: String }
  type Ship implements Named { name: String owner: Firm }
  type Firm implements Named { name: String found: Found }
  union Found = Ship | Firm
  union _Entity = Ship | Firm
  scalar _Any
  type Query { named: Named ship: Ship found: Found _entities(representations: [_Any!]!): [_Entity]! }
  type Mutation { sink: Ship }`);

test.each([
  [
    'an interface and what is asked of its types',
    '{ named { name ... on Ship { owner { name } } } }',
    ['Query.named', 'Named.name', 'Ship.owner', 'Firm.name'],
  ],
  [
    'a union, through an interface',
    '{ found { ... on Named { name } ... on Firm { found { __typename } } } }',
    ['Query.found', 'Named.name', 'Firm.found'],
  ],
  ['an alias', '{ name: ship { owner: name } }', ['Query.ship', 'Ship.name']],
  [
    'a fragment at two places',
    '{ ship { ...F } found { ...F } } fragment F on Named { name }',
    ['Query.ship', 'Query.found', 'Named.name'],
  ],
  ['fragments without a type', '{ ship { ... { ... @include(if: false) { name } } } }', ['Query.ship', 'Ship.name']],
  [
    'entities, a union within',
    '{ _entities(representations: []) { ... on _Entity { ... on Ship { name } } } }',
    ['Ship.name'],
  ],
  [
    'every operation',
    'query A { ship { name } } mutation B { sink { owner { name } } }',
    ['Query.ship', 'Ship.name', 'Mutation.sink', 'Ship.owner', 'Firm.name'],
  ],
  ['a fragment that holds itself', '{ ship { ...F } } fragment F on Ship { name ...F }', ['Query.ship', 'Ship.name']],
  [
    'fields nobody knows',
    '{ ship { gold { name } } ... on Gold { weight } }',
    ['Query.ship', 'Ship.gold', '?.name', 'Gold.weight'],
  ],
])('the fields of a document are those of the types they are asked of: %s', (_, text, coordinates) => {
  const found = coordinatesOf(parse(text), SCHEMA);
  expect({ ...found, coordinates: [...found.coordinates].sort() }).toEqual({
    coordinates: [...coordinates].sort(),
    isAboutSchema: false,
  });
});

test('what is said of a deep document grows with it, and not with its square', () => {
  const depth = 500;
  const document = parse(`${'{ gold '.repeat(depth)}${'}'.repeat(depth)}`);
  expect([...coordinatesOf(document, SCHEMA).coordinates].join('').length).toBeLessThan(depth * 10);
});

test.each([
  '{ __schema { types { name } } }',
  '{ a: __type(name: "Ship") { name } }',
  '{ ship { name } _service { sdl } }',
])('a document that asks about the schema is known by it: %s', (text) => {
  expect(coordinatesOf(parse(text), SCHEMA).isAboutSchema).toBe(true);
});
