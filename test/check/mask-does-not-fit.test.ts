import { placesOf, problemsOf } from '../support/check.ts';

const graph = (field: string) => ({
  port: {
    sdl: `scalar PartialDate
scalar Other
enum Mode { SEA }
type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @classified(as: OFFICIAL) { name: String ${field} }`,
  },
});

test.each([
  'tons: Int @classified(as: OFFICIAL, mask: LAST4)',
  'mode: Mode @classified(as: OFFICIAL, mask: REDACTED)',
  'other: Other @classified(as: OFFICIAL, mask: YEAR)',
  'built: PartialDate @classified(as: OFFICIAL, mask: INITIALS)',
  'built: PartialDate @classified(as: OFFICIAL, mask: PSEUDONYM)',
  'number: ID @classified(as: OFFICIAL, mask: YEAR)',
])('a mask that does not fit its field is told: %s', (field) => {
  expect(placesOf(problemsOf(graph(field)), 'mask-does-not-fit')).toEqual(['port.graphql:6']);
});

test.each([
  'owner: String @classified(as: OFFICIAL, mask: INITIALS)',
  'built: PartialDate @classified(as: OFFICIAL, mask: YEAR_MONTH)',
  'number: ID @classified(as: OFFICIAL, mask: PSEUDONYM)',
])('one that fits is not: %s', (field) => {
  expect(placesOf(problemsOf(graph(field)), 'mask-does-not-fit')).toEqual([]);
});
