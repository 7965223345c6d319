import { placesOf, problemsOf, readable } from '../support/check.ts';

const port = (policies: string) => ({
  sdl: `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID owner: String }`,
  policies,
});
const watch = {
  sdl: `type Ship @key(fields: "id") @classified(as: OFFICIAL) {
  id: ID
  owner: String @external
  made: String @requires(fields: "owner") @derived(from: "owner")
}`,
};

test('a derived field whose inputs’ owner lets nobody derive from them is told', () => {
  expect(placesOf(problemsOf({ port: port(readable('port')), watch }), 'derived-without-permit')).toEqual([]);
  const joins = readable('port').replace('action in [Action::"join", Action::"derive"]', 'action == Action::"join"');
  expect(placesOf(problemsOf({ port: port(joins), watch }), 'derived-without-permit')).toEqual(['watch.graphql:5']);
});

test('a permit that hangs on the record lets nothing be sent', () => {
  const recorded = readable('port').replace(
    /action in \[Action::"join", Action::"derive"\], resource\) when \{ true \}/,
    'action in [Action::"join", Action::"derive"], resource) when { context.record has owner && context.record.owner == "x" }',
  );
  expect(recorded).not.toBe(readable('port'));
  const { sdl } = port('');
  const own = {
    sdl: sdl.replace('@classified(as: OFFICIAL)', '@classified(as: OFFICIAL) @record(attributes: "owner")'),
    policies: recorded,
  };
  const problems = problemsOf({ port: own, watch });
  expect(placesOf(problems, 'derived-without-permit')).toEqual(['watch.graphql:5']);
  expect(placesOf(problems, 'personal-key').length).toBeGreaterThan(0);
});
