import { placesOf, problemsOf, readable } from '../support/check.ts';

const port = (id: string) => ({
  sdl: `type Query @classified(as: PUBLIC) { person: Person }
type Person @key(fields: "id") @classified(as: PERSONAL) { id: ${id} name: String }`,
});
const watch = (id: string, policies = readable('watch')) => ({
  sdl: `type Person @key(fields: "id") @classified(as: PERSONAL) { id: ${id} alert: String }`,
  policies,
});

test('a personal key may be null, and its owners let it be sent to whom it joins', () => {
  expect(placesOf(problemsOf({ port: port('ID'), watch: watch('ID') }), 'personal-key')).toEqual([]);
  expect(placesOf(problemsOf({ port: port('ID!'), watch: watch('ID!') }), 'personal-key')).toHaveLength(1);
  const unsent = readable('watch').split('\n').slice(0, 2).join('\n');
  const problems = problemsOf({ port: port('ID'), watch: watch('ID', unsent) });
  expect(placesOf(problems, 'personal-key').length).toBeGreaterThan(0);
  expect(problems.find(({ rule }) => rule === 'personal-key')?.mend).toContain('Action::"join"');
});
