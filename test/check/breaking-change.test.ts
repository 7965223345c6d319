import { problemsIn } from '../../bin/check/run.ts';
import { agreementWith, approved } from '../support/agreements.ts';
import { changed, readable } from '../support/check.ts';
import { policy } from '../support/policies.ts';

const SDL = `type Query @classified(as: OFFICIAL) {
  ship(id: ID @reads(field: "Ship.id", how: MATCH), sort: Sort): Ship
}
enum Sort { ID_ASC NAME_ASC }
interface Vessel { name: String }
type Ship implements Vessel @key(fields: "id") @classified(as: OFFICIAL) {
  id: ID
  name: String
  berth: Berth
}
type Berth @classified(as: OFFICIAL) {
  number: String
}`;
const OFFICERS = {
  file: 'schema/operations/officer/ship.graphql',
  text: 'query ($id: ID, $sort: Sort) { ship(id: $id, sort: $sort) { ... on Vessel { name } } }',
  agreement: undefined,
};
const PARTNERS = {
  file: 'schema/operations/partner/ports/berth.graphql',
  text: 'query ($id: ID) { ship(id: $id) { berth { number } } }',
  agreement: 'ports',
};

async function told(from: string, to: string, operations = [OFFICERS, PARTNERS]) {
  if (!SDL.includes(from)) throw new Error(`nobody has ${from}`);
  const port = { sdl: SDL };
  const input = await changed({ port }, { port: { sdl: SDL.replace(from, to) } }, operations);
  return (await problemsIn(input))
    .filter(({ rule }) => rule === 'breaking-change')
    .map(({ severity, file, line, what }) => `${severity} ${file}:${line} ${what}`);
}

test('what is added breaks nobody', async () => {
  expect(await told('  id: ID\n', '  id: ID\n  flag: String\n')).toEqual([]);
});

test('a field that an operation asks is an error with the operation and who asks it; else it is a warning', async () => {
  const [asked, ...more] = await told('  number: String', '  code: String');
  expect(more).toEqual([]);
  expect(asked).toMatch(/^error port\.graphql:12 port: .*\(Berth\.number\), since main\./);
  expect(asked).toContain(`Asked by ${PARTNERS.file} (partners, under the agreement ports).`);
  const [unasked] = await told('  number: String', '  code: String', [OFFICERS]);
  expect(unasked).toMatch(/^warning port\.graphql:12/);
});

test('a whole type that is gone hits whoever asks a field of it; nothing of it being left, its owner’s SDL is the place', async () => {
  const found = await told('  berth: Berth\n}\ntype Berth @classified(as: OFFICIAL) {\n  number: String\n}', '}');
  expect(found.map((each) => /^\S+ \S+/.exec(each)?.[0])).toEqual(['error port.graphql:1', 'error port.graphql:7']);
});

test.each([
  ['a field of an interface', 'interface Vessel { name: String }', 'interface Vessel { id: ID }'],
  ['an argument that must now be given', 'sort: Sort)', 'sort: Sort, port: ID!)'],
  ['a value that a variable may hold', 'ID_ASC NAME_ASC', 'ID_ASC'],
  ['a field that becomes a list', 'number: String', 'number: [String!]'],
])('%s is found in the operations', async (_what, from, to) => {
  expect((await told(from, to))[0]).toMatch(/^error/);
});

test('an operation that did not fit before is not told of as broken now', async () => {
  const odd = { ...PARTNERS, text: 'query { ship { nothing } }' };
  expect(await told('  number: String', '  code: String', [odd])).toEqual([
    expect.stringMatching(/^warning port\.graphql:12/),
  ]);
});

test('what the change does to a partner’s operation is said once, not again of the agreement', async () => {
  const rule = policy(
    'ports',
    'principal in Role::"partner", action in [Action::"disclose", Action::"use"], resource in Category::"OFFICIAL"',
    'context has agreement && context.agreement == "ports" && context.purpose == "RISK_ASSESSMENT"',
  );
  const port = (sdl: string) => ({ port: { sdl, policies: `${readable('port')}\n${rule}` } });
  const text = 'query ($id: ID) { ship(id: $id) { berth { number } } }';
  const fields = { Query: ['ship'], Ship: ['berth'], Berth: ['number'] };
  const agreement = agreementWith({ basis: 'test-act', fields, queryKeys: { 'Query.ship': ['id'] } });
  const contract = { agreement, documents: [approved(text)] };
  const input = await changed(
    port(SDL),
    port(SDL.replace('number: String', 'number(unit: Int!): String')),
    [{ ...PARTNERS, text }],
    [{ file: 'ports.json', kind: 'read', contract }],
  );
  const rules = (await problemsIn(input)).filter(({ severity }) => severity === 'error').map(({ rule: name }) => name);
  expect(rules.filter((name) => ['breaking-change', 'agreement-operations'].includes(name))).toEqual([
    'breaking-change',
  ]);
});
