import { placesOf, problemsOf } from '../support/check.ts';

const graph = (record: string) => ({
  port: {
    sdl: `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @classified(as: OFFICIAL) @record(${record}) { name: String owner: Owner cargo: [Owner!] }
type Owner @classified(as: OFFICIAL) { id: ID }`,
  },
});

test('attributes that rules may read of a record are fields of its own, not through a list', () => {
  const places = (record: string) => placesOf(problemsOf(graph(record)), 'record-attributes');
  expect(places('attributes: "nothing"')).toHaveLength(1);
  expect(places('attributes: "cargo { id }"')).toHaveLength(1);
  expect(places('subject: "nobody"')).toHaveLength(1);
  expect(places('attributes: "name owner { id }"')).toHaveLength(1);
  expect(places('attributes: "name", subject: "owner { id }"')).toEqual([]);
});
