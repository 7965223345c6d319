import { placesOf, problemsOf } from '../support/check.ts';

const places = (ofAlert: string) =>
  placesOf(
    problemsOf({
      watch: {
        sdl: `type Query @classified(as: PUBLIC) { alerts: [Alert!]! first: Alert }
type Person @classified(as: PUBLIC) {
  only: Alert!
}
type Alert ${ofAlert} { id: ID isCovert: Boolean since: String }`,
      },
    }),
    'judged-reference',
  );

test('a record that may not be there is not promised where it stands alone', () => {
  expect(places('@classified(as: LAW_ENFORCEMENT, denial: NEUTRAL) @record(attributes: "isCovert")')).toEqual([
    'watch.graphql:4',
  ]);
  expect(places('@classified(as: PERSONAL) @retained(for: "P1Y", since: "since")')).toEqual(['watch.graphql:4']);
});

test('one that is always there may be promised', () => {
  expect(places('@classified(as: LAW_ENFORCEMENT) @record(attributes: "isCovert")')).toEqual([]);
});
