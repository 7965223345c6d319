import { problemsIn } from '../../bin/check/run.ts';
import { changed, LINKED } from '../support/check.ts';

const links = LINKED.replace('"@shareable"', '"@shareable", "@override"');
const OWN = `type Query @classified(as: PUBLIC) { ship(number: ID! @reads(field: "Ship.number", how: MATCH)): Ship }
type Ship @key(fields: "number") @classified(as: OFFICIAL) {
  number: ID
  flag: String
  seen: DateTime
}
scalar DateTime`;
const ADDED = `type Query @classified(as: PUBLIC) { berths: Int }
type Ship @key(fields: "number") @classified(as: OFFICIAL) { number: ID berth: String }`;
const published = { port: { sdl: OWN, links }, harbour: { sdl: ADDED, links } };

/** What is told where the harbour, which adds to the port's ships, publishes this in place of what it did. */
async function told(sdl: string) {
  const input = await changed(published, { ...published, harbour: { sdl, links } });
  const problems = (await problemsIn(input)).filter(({ rule }) => rule === 'owner-change');
  return problems.map(({ severity, file, line, what }) => [severity, `${file}:${line}`, what]);
}

const both = (lines: readonly [port: number, harbour: number], what: string) => [
  ['warning', `port.graphql:${lines[0]}`, what],
  ['warning', `harbour.graphql:${lines[1]}`, what],
];

test('who takes over a field of another agency is told of, there and at the owner', async () => {
  expect(await told(ADDED.replace('berth: String', 'berth: String flag: String @override(from: "port")'))).toEqual(
    both([5, 3], 'Ship.flag would be answered by harbour, and is answered by port by what is published (main).'),
  );
});

test('so is who takes over what is asked first: callers would give it their numbers', async () => {
  const query = 'ship(number: ID! @reads(field: "Ship.number", how: MATCH)): Ship @override(from: "port")';
  expect(await told(ADDED.replace('berths: Int', `berths: Int ${query}`))).toEqual(
    both([2, 2], 'Query.ship would be answered by harbour, and is answered by port by what is published (main).'),
  );
});

test('and who takes it over for one caller in a hundred', async () => {
  const few = 'flag: String @override(from: "port", label: "percent(1)")';
  expect(await told(ADDED.replace('berth: String', `berth: String ${few}`))).toEqual(
    both([5, 3], 'Ship.flag would be answered by harbour, and is answered by port by what is published (main).'),
  );
});

test('who says of another’s records how long they are kept would make them vanish: that is told', async () => {
  const kept = ADDED.replace(
    '@classified(as: OFFICIAL) {',
    '@retained(for: "PT1S", since: "left") @classified(as: OFFICIAL) {',
  );
  expect(await told(`${kept.replace('berth: String', 'berth: String left: DateTime')} scalar DateTime`)).toEqual(
    both([3, 3], '@retained of Ship is not what is published (main).'),
  );
});

test('who adds fields of its own, or a type, changes nobody’s', async () => {
  expect(await told(ADDED.replace('berth: String', 'berth: String tugs: Int'))).toEqual([]);
  expect(await told(`${ADDED} type Tug @record(subject: "id") @classified(as: OFFICIAL) { id: ID }`)).toEqual([]);
  expect(await told(ADDED)).toEqual([]);
});
