import { parse, Source } from 'graphql';
import { examine } from '../../bin/compose/compose.ts';
import { LINKED, placesOf, problemsOf } from '../support/check.ts';
import { PROTECTION } from '../support/protection.ts';

test('what does not compose is told with its place', () => {
  const port = {
    sdl: `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @classified(as: OFFICIAL) { name: String }`,
  };
  const watch = { sdl: 'type Ship @classified(as: OFFICIAL) { name: Int }' };
  const problems = problemsOf({ port, watch });
  expect(placesOf(problems, 'composition-problems').length).toBeGreaterThan(0);
  expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
});

test('what the gateway would refuse when it reads the graph is told as well', () => {
  for (const argument of ['@reads(field: "Ship.nobody")', '@reads(field: "nothing")']) {
    const sdl = `type Query @classified(as: PUBLIC) { ship(name: String ${argument}): Ship }
type Ship @classified(as: OFFICIAL) { name: String }`;
    expect(placesOf(problemsOf({ port: { sdl } }), 'composition-problems')).toEqual(['port.graphql:2']);
  }
});

test('what composition throws has a place as well: a directive repeated that a neighbour declares otherwise', () => {
  const part = (name: string, sdl: string, protection: string) => {
    const document = parse(new Source(`${LINKED}\n${sdl}\n${protection}`, `${name}.graphql`));
    return { name, url: `http://${name}.invalid`, document };
  };
  const ship = `type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID name: String }
type Query @classified(as: PUBLIC) {
  ship(id: ID @reads(field: "Ship.id") @reads(field: "Ship.name")): Ship
}`;
  const other = 'type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID alert: String }';
  const result = examine([part('port', ship, PROTECTION), part('watch', other, PROTECTION.replace('repeatable', ''))]);
  expect(result.kind === 'refused' && placesOf(result.problems, 'composition-problems')).toEqual(['port.graphql:4']);
});
