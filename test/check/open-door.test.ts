import { problemsOf } from '../support/check.ts';

const SDL = `type Query @classified(as: PUBLIC) { ship(number: ID! @reads(field: "Ship.number", how: MATCH)): Ship }
type Ship
  @key(fields: "number")
  @record(attributes: "flag", restricted: true) @classified(as: OFFICIAL) { number: ID flag: String }`;

function told(sdl: string, isKit: boolean) {
  return problemsOf({ port: { sdl, isKit } })
    .filter(({ rule }) => rule === 'open-door')
    .map(({ severity, file, line }) => `${severity} ${file}:${line}`);
}

test('an agency that looks at no grant cannot be one that leaves out what a grant says', () => {
  expect(told(SDL, false)).toEqual(['error port.graphql:5', 'note port.graphql:1']);
  expect(told(SDL.replace(', restricted: true', ''), false)).toEqual(['note port.graphql:1']);
  expect(told(SDL, true)).toEqual([]);
});
