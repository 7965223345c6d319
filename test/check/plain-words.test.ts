import { composeServices } from '@apollo/composition';
import { HINTS } from '@apollo/composition/dist/hints.js';
import { ERRORS } from '@apollo/federation-internals';
import { GraphQLError, parse, Source } from 'graphql';
import { SdlPlaces } from '../../bin/check/places.ts';
import { CAUSES } from '../../bin/compose/causes.ts';
import { errorsInWords, syntaxInWords, thrownInWords } from '../../bin/compose/plain-words.ts';

/** What no agency's SDL can cause: a supergraph that is broken, an agency that does not answer; or told another way. */
const ELSEWHERE = ['INVALID_FEDERATION_SUPERGRAPH', 'DOWNSTREAM_SERVICE_ERROR', 'SATISFIABILITY_ERROR'];

test('every code of composition that an agency can cause, and every difference that is refused, is in the table', () => {
  const errors = Object.values(ERRORS).map(({ code }) => code);
  const hints = Object.values(HINTS).map(({ code }) => code);
  const needed = [...errors, ...hints.filter((code) => code.startsWith('INCONSISTENT_'))];
  expect(needed.filter((code) => !Object.hasOwn(CAUSES, code) && !ELSEWHERE.includes(code))).toEqual([]);
  expect(Object.keys(CAUSES).filter((code) => !needed.includes(code))).toEqual([]);
});

const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@shareable", "@inaccessible"])`;

function partsOf(sdls: readonly string[]) {
  return sdls.map((sdl, at) => {
    const name = ['port', 'watch', 'coast'][at] ?? '';
    return { name, url: 'http://x.invalid', typeDefs: parse(new Source(`${HEAD}\n${sdl}`, `${name}.graphql`)) };
  });
}

function told(...sdls: readonly string[]) {
  const parts = partsOf(sdls);
  const places = new SdlPlaces(parts.map(({ name, typeDefs: document }) => ({ name, document })));
  const { errors = [] } = composeServices(parts);
  expect(errors.length).toBeGreaterThan(0);
  return errorsInWords(errors, places);
}

const SHIP = 'type Query { ship: Ship }\ntype Ship @key(fields: "id") {\n  id: ID\n}';

test.each([
  ['an unknown type', ['type Query {\n  ship: Shp\n}'], 'port.graphql:3', 'Unknown type Shp'],
  ['a field that is there twice', ['type Query {\n  a: Int\n  a: Int\n}'], 'port.graphql:4', 'a already exists'],
  ['a directive out of its place', ['type Query {\n  a: Int @key(fields: "a")\n}'], 'port.graphql:3', '@key'],
  [
    'a key of what is not there',
    [SHIP.replace('"id"', '"imo"')],
    'port.graphql:3',
    'a @key of Ship names what is not there',
  ],
  [
    'fields not shared',
    [`${SHIP}`, 'type Ship @key(fields: "id") { id: ID }\ntype Query {\n  ship: Ship\n}'],
    'port.graphql:2',
    'Query.ship is answered by port, watch',
  ],
  ['no query', ['type Ship @key(fields: "id") { id: ID }'], 'port.graphql:1', 'No agency publishes a query'],
  ['a type that nobody declares', [`${SHIP}\nextend type Boat { id: ID }`], 'port.graphql:6', 'extends Boat'],
])('%s is told with agency, file and line, and never as a stack', (_what, sdls, place, words) => {
  const [problem] = told(...sdls);
  expect(`${problem?.file}:${problem?.line}`).toBe(place);
  expect(problem?.what).toContain(words);
  expect([problem?.what, problem?.why, problem?.mend].join(' ')).not.toMatch(
    /\n\s+at |subgraph "|https:\/\/www\.apollo/,
  );
  expect(problem?.why).toBeTruthy();
});

test('a field that no query reaches: which query, who has it, who lacks which key, and where to write it', () => {
  const [problem, ...more] = told(SHIP, 'type Ship @key(fields: "imo") {\n  imo: ID\n  alert: String\n}');
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ file: 'port.graphql', line: 3 });
  expect(problem?.what).toBe(
    'The query `{ ship { imo } }` cannot be answered: watch (watch.graphql:2) is asked for a Ship by its imo, which port (port.graphql:3) does not give. Who has Ship.imo, Ship.alert: watch watch.graphql:3 `imo: ID`.',
  );
  expect(problem?.mend).toBe(
    'Add imo, with its type and label as watch has them, to type Ship in port (port.graphql:3), or give it the key by which port knows it: @key(fields: "id") on type Ship in watch (watch.graphql:2).',
  );
});

test('a type without a key, and one whose keys answer nothing, are told in the agency that should declare it', () => {
  const bare = 'type Query { ship: Ship }\ntype Ship @shareable {\n  id: ID\n}';
  const [keyless] = told(bare, 'type Ship @shareable {\n  id: ID\n  alert: String\n}');
  expect(keyless).toMatchObject({ file: 'watch.graphql', line: 2 });
  expect(keyless?.mend).toContain(
    'Write @key(fields: "id") on type Ship in watch (watch.graphql:2) and in port (port.graphql:3)',
  );
  const [shut] = told(SHIP, 'type Ship @key(fields: "id", resolvable: false) {\n  id: ID\n  alert: String\n}');
  expect(shut?.mend).toContain('Take resolvable: false off a @key of type Ship in watch (watch.graphql:2)');
});

test('what is in no table still has agency, file and line', () => {
  const places = new SdlPlaces(partsOf([SHIP, SHIP]).map(({ name, typeDefs: document }) => ({ name, document })));
  const odd = new GraphQLError('[watch] Something of "Ship.id" is odd', { extensions: { code: 'NOT_YET_KNOWN' } });
  expect(errorsInWords([odd], places)).toEqual([
    expect.objectContaining({ file: 'watch.graphql', line: 4, what: expect.stringMatching(/^watch: .* is odd/) }),
  ]);
  expect(thrownInWords(new Error('Ship.id cannot be'), 'Mend it.', places)).toMatchObject({
    file: 'port.graphql',
    line: 4,
  });
  expect(thrownInWords(new Error('all is lost'), 'Mend it.', places, ['watch'])).toMatchObject({
    file: 'watch.graphql',
  });
});

test('SDL that cannot be parsed has its line', () => {
  try {
    parse(new Source('type Query {\n  ship(: Ship\n}', 'port.graphql'));
  } catch (error) {
    expect(syntaxInWords(error as GraphQLError)).toMatchObject({
      ...{ file: 'port.graphql', line: 2 },
      what: 'The SDL cannot be read: Expected Name, found ":". The line is `ship(: Ship`.',
    });
    return;
  }
  throw new Error('it was parsed');
});
