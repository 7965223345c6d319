import { placesOf, problemsOf } from '../support/check.ts';

const places = (retained: string) =>
  placesOf(
    problemsOf({
      air: {
        sdl: `type Query @classified(as: PUBLIC) { list: List }
type List @classified(as: PUBLIC) ${retained} { id: ID at: String all: [String] of(a: Int): String }`,
      },
    }),
    'retention',
  );

test('how long a record is kept is a duration since a date of its own', () => {
  expect(places('@retained(for: "P5Y", since: "at")')).toEqual([]);
  for (const wrong of [
    'for: "soon", since: "at"',
    'for: "P1.5Y", since: "at"',
    'for: "P5Y", since: "nothing"',
    'for: "P5Y", since: "all"',
    'for: "P5Y", since: "of"',
  ]) {
    expect([wrong, places(`@retained(${wrong})`)]).toEqual([wrong, ['air.graphql:3']]);
  }
});
