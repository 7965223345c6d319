import { mapped } from '../../subgraphs/kit/mapping.ts';
import { placesOf, problemsOf } from '../support/check.ts';

test('fields that show one column under two labels are told', () => {
  const sdl = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @classified(as: OFFICIAL) { owner: String alias: String @classified(as: PUBLIC) name: String }`;
  const mapping = mapped('Ship', 'ships', 'owner', 'name');
  const doubled = { ...mapping, ...{ 'Ship.alias': mapping['Ship.owner'] } } as typeof mapping;
  const places = (of: typeof mapping) =>
    placesOf(problemsOf({ port: { sdl, mapping: of } }), 'column-under-two-labels');
  expect(places(mapping)).toEqual([]);
  expect(places(doubled)).toEqual(['port.graphql:3']);
});
