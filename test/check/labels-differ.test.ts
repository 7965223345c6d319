import { placesOf, problemsOf } from '../support/check.ts';

const port = {
  sdl: `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID name: String }`,
};

test('one field under two labels is told: category, group or mask', () => {
  for (const label of ['as: PUBLIC', 'as: OFFICIAL, group: "key"', 'as: OFFICIAL, mask: LAST4']) {
    const watch = {
      sdl: `type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID @classified(${label}) alert: String }`,
    };
    expect(placesOf(problemsOf({ port, watch }), 'labels-differ').length).toBeGreaterThan(0);
  }
  const watch = { sdl: 'type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID alert: String }' };
  expect(placesOf(problemsOf({ port, watch }), 'labels-differ')).toEqual([]);
});
