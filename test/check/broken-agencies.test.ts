import type { CheckInput } from '../../bin/check/input.ts';
import { liveProblems } from '../../bin/check/live.ts';
import type { CheckProblem } from '../../bin/check/problem.ts';
import { printed } from '../../bin/check/report.ts';
import { problemsIn } from '../../bin/check/run.ts';
import { nobodyListens, plainSubgraph } from '../support/answering.ts';
import { type CheckedAgency, changed, inputOf, LINKED, readable } from '../support/check.ts';
import { PROTECTION } from '../support/protection.ts';

/** The agency that is there already. */
const port: CheckedAgency = {
  sdl: `type Query @classified(as: PUBLIC) {
  ship(id: ID @reads(field: "Ship.id", how: MATCH)): Ship
}
type Ship @key(fields: "id") @classified(as: OFFICIAL) {
  id: ID
  name: String
  flag: String @shareable @classified(as: COMMERCIAL)
  master: Person
}
type Person @key(fields: "passport") @classified(as: PERSONAL) {
  passport: ID
}`,
};

/** The agency that joins, as it should be. */
const WATCH = `type Ship @key(fields: "id") @classified(as: OFFICIAL) {
  id: ID
  flag: String @shareable @classified(as: COMMERCIAL)
  alerts: [Alert!] @classified(as: LAW_ENFORCEMENT)
}
type Alert @classified(as: LAW_ENFORCEMENT) {
  reason: String
  level: Int
}
type Person @key(fields: "passport") @classified(as: PERSONAL) {
  passport: ID
  isWanted: Boolean @classified(as: LAW_ENFORCEMENT)
}`;

const watch = (from: string, to: string, more: Partial<CheckedAgency> = {}): CheckedAgency => {
  if (!WATCH.includes(from)) throw new Error(`the agency does not have: ${from}`);
  return { sdl: WATCH.replace(from, to), ...more };
};
const HEALTHY = { port, watch: { sdl: WATCH } };

/** As a terminal shows it. */
function shown(problems: readonly CheckProblem[]): string {
  const report = { agencies: ['port', 'watch'], policyFiles: 2, rules: 0, against: undefined, isStrict: false };
  return printed({ ...report, problems }, 'text')
    .split('\n')
    .slice(0, -1)
    .join('\n');
}

async function told(agency: CheckedAgency): Promise<string> {
  return shown(await problemsIn(inputOf({ port, watch: agency })));
}

test('an agency that is as it should be is told nothing', async () => {
  expect(await told({ sdl: WATCH })).toBe('');
});

test('a field has no label', async () => {
  expect(await told(watch('type Alert @classified(as: LAW_ENFORCEMENT)', 'type Alert'))).toMatchSnapshot();
});

test('a label is weaker than the neighbour’s on the field they share', async () => {
  expect(
    await told(watch('@shareable @classified(as: COMMERCIAL)', '@shareable @classified(as: OFFICIAL)')),
  ).toMatchSnapshot();
});

test('a key that names a person may be sent to nobody', async () => {
  const sends = 'action in [Action::"join", Action::"derive"], resource';
  const policies = readable('watch').replace(sends, `${sends} in Category::"OFFICIAL"`);
  expect(await told({ sdl: WATCH, policies })).toMatchSnapshot();
});

test('a protected field cannot be null', async () => {
  expect(await told(watch('reason: String', 'reason: String!'))).toMatchSnapshot();
});

test('an argument finds by a protected field and does not say so', async () => {
  expect(await told(watch('alerts: [Alert!]', 'alerts(reason: String): [Alert!]'))).toMatchSnapshot();
});

test('a mask does not fit the type', async () => {
  expect(await told(watch('level: Int', 'level: Int @classified(as: LAW_ENFORCEMENT, mask: LAST4)'))).toMatchSnapshot();
});

test('a field is gone that a partner’s operation asks for', async () => {
  const operation = {
    file: 'schema/operations/partner/ports/alerts.graphql',
    text: 'query ($id: ID!) { ship(id: $id) { alerts { level } } }',
    agreement: 'ports',
  };
  const input: CheckInput = await changed(HEALTHY, { port, watch: watch('  level: Int\n', '') }, [operation]);
  expect(shown(await problemsIn(input))).toMatchSnapshot();
});

test('a rule has no basis', async () => {
  const policies = readable('watch').replace('@basis("test-act")', '');
  expect(await told({ sdl: WATCH, policies })).toMatchSnapshot();
});

test('a rule is outside the subset of Cedar', async () => {
  const policies = readable('watch').replace(
    'context.purpose == "RISK_ASSESSMENT"',
    'ip("10.0.0.1").isLoopback() || context.purpose == "RISK_ASSESSMENT"',
  );
  expect(await told({ sdl: WATCH, policies })).toMatchSnapshot();
});

test('a type clashes with the neighbour’s of the same name', async () => {
  const person = WATCH.slice(WATCH.indexOf('type Person'));
  expect(await told(watch(person, 'scalar Person'))).toMatchSnapshot();
});

test('nobody answers at the agency’s address', async () => {
  const url = await nobodyListens();
  const { parts } = inputOf({ port, watch: { sdl: WATCH, url, isKit: false } });
  const problems = await liveProblems(parts.filter(({ name }) => name === 'watch'));
  expect(shown(problems).replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')).toMatchSnapshot();
});

test('the SDL lies: what runs is another schema', async () => {
  const runs = WATCH.replace('level: Int', 'level: String').replace(
    '  isWanted: Boolean @classified(as: LAW_ENFORCEMENT)\n',
    '',
  );
  await using running = await plainSubgraph(`${LINKED}\n${runs}\n${PROTECTION}`);
  const input = inputOf({ port, watch: { sdl: WATCH, url: running.url, isKit: false } });
  const problems = await liveProblems(input.parts.filter(({ name }) => name === 'watch'));
  expect(shown([...problems, ...(await problemsIn(input))])).toMatchSnapshot();
});
