import { agreementWith, approved, partner } from '../support/agreements.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { startRuled } from '../support/ruled.ts';

const PEOPLE = [
  { number: 'X1', name: 'Ann' },
  { number: 'X2', name: 'Bea' },
];
const TYPES = `type Query @classified(as: OFFICIAL) {
    people: [Person!]
    person(number: ID @reads(field: "Person.number", how: MATCH)): Person
    some(numbers: [ID!] @reads(field: "Person.number", how: MATCH)): [Person!]
  }
  type Person @classified(as: OFFICIAL) { number: ID @classified(as: PERSONAL, mask: PSEUDONYM) name: String }`;
const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const UNDER = `${FOR_RISK} && context has agreement && ["ports", "lakes"].contains(context.agreement)`;
const rules = (role: string, when: string) => [
  policy(
    `${role}-see`,
    `principal in Role::"${role}", action == Action::"disclose", resource in Category::"OFFICIAL"`,
    when,
  ),
  policy(`${role}-follow`, `principal in Role::"${role}", action == Action::"discloseMasked", resource`, when),
  policy(`${role}-find`, `principal in Role::"${role}", action == Action::"use", resource`, when),
];
const FIND = 'query ($number: ID) { person(number: $number) { number name } }';
const ALL = '{ people { number name } }';
const COVERED = {
  fields: { Query: ['people', 'person'], Person: ['number', 'name'] },
  queryKeys: { 'Query.person': ['number'] },
};
const client = (id: string) => ({ client: id, country: 'KE', keys: { thumbprints: ['a'.repeat(43)] } });

const start = () =>
  startRuled(
    [
      {
        name: 'port',
        types: TYPES,
        resolvers: {
          Query: {
            people: () => PEOPLE,
            person: (_: unknown, { number }: { number: string }) =>
              PEOPLE.find((each) => each.number === number) ?? null,
            some: (_: unknown, { numbers }: { numbers: string[] }) =>
              PEOPLE.filter((each) => numbers.includes(each.number)),
          },
        },
        policies: policiesOf('port', ...rules('reader', FOR_RISK), ...rules('partner', UNDER)),
      },
    ],
    undefined,
    ['ports', 'lakes'].map((id) => ({
      agreement: agreementWith({ ...COVERED, id, clients: [client('partner-ke')] }),
      documents: [approved(FIND), approved(ALL)],
    })),
  );

type Graph = Awaited<ReturnType<typeof start>>;
type Who = Parameters<Graph['ask']>[0];
const READER = { agency: 'port', roles: ['reader'] };
const OTHERS = { agency: 'watch', roles: ['reader'] };
const PARTNER = partner('partner-ke', 'KE');
const under = (agreement: string) => ({ headers: { 'hub-agreement': agreement } });

async function numbersOf(graph: Graph, who: Who, query: string | { documentId: string } = ALL, more = {}) {
  const { data } = await graph.ask(who, query, more);
  return (data as { people: ReadonlyArray<{ number: string }> }).people.map(({ number }) => number);
}

test('a pseudonym is the same in each answer, and another one for another agency that asks the same', async () => {
  await using graph = await start();
  const first = await numbersOf(graph, READER);
  expect(first.every((number) => number.startsWith('p1.'))).toBe(true);
  expect(await numbersOf(graph, READER)).toEqual(first);
  const others = await numbersOf(graph, OTHERS);
  expect(others.filter((number) => first.includes(number))).toEqual([]);
  const abroad = await numbersOf(graph, { ...READER, country: 'KE' });
  expect(abroad.filter((number) => first.includes(number))).toEqual([]);
});

test('who was given a pseudonym finds its record by it, one or several', async () => {
  await using graph = await start();
  const [, bea = ''] = await numbersOf(graph, READER);
  const { data } = await graph.ask(READER, FIND, { variables: { number: bea } });
  expect(data).toEqual({ person: { number: bea, name: 'Bea' } });
  const some = 'query ($numbers: [ID!]) { some(numbers: $numbers) { name } }';
  const several = await graph.ask(READER, some, { variables: { numbers: ['X1', bea] } });
  expect(several.data).toEqual({ some: [{ name: 'Ann' }, { name: 'Bea' }] });
});

test('a pseudonym of somebody else, a forged one and one of another field find nothing, as an unknown number does', async () => {
  await using graph = await start();
  const [ann = ''] = await numbersOf(graph, READER);
  const bytes = (text: string) => text.replace(/"decisionId":"[^"]*"/, '');
  const unknown = bytes((await graph.ask(OTHERS, FIND, { variables: { number: 'X9' } })).text);
  for (const number of [ann, `${ann}A`, ann.slice(0, -2), 'p1.', 'p1.AAAA', `p1.${'A'.repeat(2_000)}`]) {
    expect(bytes((await graph.ask(OTHERS, FIND, { variables: { number } })).text)).toBe(unknown);
  }
});

test('a partner has other pseudonyms under each agreement, and gives back those of the one it asks under', async () => {
  await using graph = await start();
  const all = { documentId: approved(ALL).id };
  const ports = await numbersOf(graph, PARTNER, all, under('ports'));
  const lakes = await numbersOf(graph, PARTNER, all, under('lakes'));
  expect(lakes.filter((number) => ports.includes(number))).toEqual([]);
  const find = (agreement: string) =>
    graph.ask(PARTNER, { documentId: approved(FIND).id }, { variables: { number: ports[0] }, ...under(agreement) });
  expect((await find('ports')).data).toEqual({ person: { number: ports[0], name: 'Ann' } });
  expect((await find('lakes')).data).toEqual({ person: null });
});
