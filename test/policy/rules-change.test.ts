import { setTimeout as wait } from 'node:timers/promises';
import { policiesOf, policy } from '../support/policies.ts';
import { type RuledAgency, startRuled } from '../support/ruled.ts';

const READER = { roles: ['reader'] };
const PUBLISHED = policy('published', 'principal, action, resource in Category::"PUBLIC"');
const released = (state: string) =>
  policy(
    'released',
    'principal in Role::"reader", action == Action::"disclose", resource in Category::"COMMERCIAL"',
    `context.purpose == "RISK_ASSESSMENT" && context.record has state && context.record.state == "${state}"`,
  );

test('a request ends by the rules it began with, also where the record decides, and its record names them', async () => {
  let isHeld = false;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const port: RuledAgency = {
    name: 'port',
    types: `type Query @classified(as: PUBLIC) { ships: [Ship!] }
      type Ship @classified(as: COMMERCIAL) @record(attributes: "state") { state: String name: String }`,
    resolvers: {
      Query: {
        ships: async () => {
          if (isHeld) await held;
          return [
            { state: 'IN', name: 'Nalubaale' },
            { state: 'OUT', name: 'Pamba' },
          ];
        },
      },
    },
    policies: policiesOf('port', PUBLISHED, released('IN')),
  };
  await using graph = await startRuled([port]);
  const query = '{ ships { name } }';
  const byOld = { ships: [{ name: 'Nalubaale' }, { name: null }] };
  const byNew = { ships: [{ name: null }, { name: 'Pamba' }] };
  expect((await graph.ask(READER, query)).data).toEqual(byOld);
  const [first] = graph.records.splice(0);

  isHeld = true;
  const begun = graph.ask(READER, query);
  while (graph.calls['port']?.length !== 2) await wait(5);
  isHeld = false;
  graph.rewrite('port', policiesOf('port', PUBLISHED, released('OUT')));
  for (let tries = 0; tries < 400; tries += 1) {
    const { data } = await graph.ask(READER, query);
    if (JSON.stringify(data) === JSON.stringify(byNew)) break;
    expect(data).toEqual(byOld);
    await wait(25);
  }
  const changed = graph.records.splice(0).at(-1);
  expect((await graph.ask(READER, query)).data).toEqual(byNew);
  graph.records.length = 0;
  release();

  expect((await begun).data).toEqual(byOld);
  expect(graph.records.map(({ policyVersion }) => policyVersion)).toEqual([first?.policyVersion]);
  expect(changed?.policyVersion).not.toBe(first?.policyVersion);
  expect(changed?.policyVersion).toMatch(/./);
});
