import { placesOf, problemsOf } from '../support/check.ts';

const places = (ofPort: string, ofWatch: string) =>
  placesOf(
    problemsOf({
      port: {
        sdl: `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship ${ofPort}`,
      },
      watch: { sdl: `type Ship ${ofWatch}` },
    }),
    'attribute-given-twice',
  );

const JUDGED = '@classified(as: OFFICIAL) @record(attributes: "id isCovert")';

test('what a record with a key is judged by is said by one agency', () => {
  const given = '@key(fields: "id") @classified(as: OFFICIAL) { id: ID isCovert: Boolean @shareable }';
  expect(places(`@key(fields: "id") ${JUDGED} { id: ID isCovert: Boolean @shareable }`, given)).toEqual([
    'port.graphql:3',
  ]);
  const other = '@key(fields: "id") @classified(as: OFFICIAL) { id: ID note: String }';
  expect(places(`@key(fields: "id") ${JUDGED} { id: ID isCovert: Boolean }`, other)).toEqual([]);
});

test('records without a key are each of one agency: several may say it of theirs', () => {
  const given = `@shareable ${JUDGED} { id: ID isCovert: Boolean }`;
  expect(places(given, given)).toEqual([]);
});
