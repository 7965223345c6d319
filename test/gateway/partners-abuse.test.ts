import { checkKeys } from '../../gateway/agreements/register.ts';
import { grants } from '../../gateway/grants/grants.ts';
import { viewerWith } from '../../gateway/identity/viewer.ts';
import { agencyName, decisionId, roleName } from '../../gateway/ids.ts';
import { fixedKeys, hubKeysOf, makeGrantKeys } from '../../standards/grant/keys.ts';
import { agreementWith, approved, partner } from '../support/agreements.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { type RuledAgency, startRuled } from '../support/ruled.ts';

interface Alert {
  readonly id: string;
  readonly flags: readonly string[];
}
interface World {
  alerts: readonly Alert[];
}

const KE = partner('partner-ke', 'KE');
const UNDER = 'context has agreement && context.agreement == "ports" && context.purpose == "RISK_ASSESSMENT"';
const CONCERNED = `${UNDER} && context.record has flags && context.record.flags.contains(principal.country)`;
const SENT = policy('sent', 'principal, action in [Action::"join", Action::"derive"], resource');
const PUBLISHED = policy(
  'published',
  'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"',
);

function agencies(world: World, ...more: readonly string[]): readonly RuledAgency[] {
  const alerts = () => world.alerts.map((each) => ({ __typename: 'Alert', ...each }));
  const desk = (id: string) => ({
    ...{ __typename: 'Desk', id },
    alerts: alerts(),
    listed: { edges: alerts().map((node) => ({ node })), totalCount: world.alerts.length },
  });
  return [
    {
      name: 'post',
      types: `type Query @classified(as: PUBLIC) { desk: Desk thing: Thing things: [Thing] any: [Any] closed: Closed }
        type Desk @key(fields: "id") @classified(as: PUBLIC) { id: ID alerts: [Alert] listed: AlertConnection }
        type AlertConnection @classified(as: PUBLIC) { edges: [AlertEdge] totalCount: Int }
        type AlertEdge @classified(as: PUBLIC) { node: Alert }
        interface Thing { id: ID }
        union Any = Box | Alert
        type Box implements Thing @classified(as: PUBLIC) { id: ID }
        type Closed @classified(as: OFFICIAL) @record(attributes: "flags") { id: ID flags: [String!] }
        type Alert implements Thing @key(fields: "id") @classified(as: OFFICIAL) @record(attributes: "flags") { id: ID flags: [String!] note: String place: String @classified(as: PUBLIC) }`,
      resolvers: {
        Query: {
          desk: () => desk('A'),
          thing: () => alerts()[0] ?? null,
          things: () => [{ __typename: 'Box', id: 'b' }, ...alerts()],
          any: () => [{ __typename: 'Box', id: 'b' }, ...alerts()],
          closed: () => (world.alerts.length > 0 ? { id: '1', flags: ['UG'] } : null),
        },
        Alert: { place: () => 'Malaba' },
        Desk: { __resolveReference: ({ id }: { id: string }) => desk(id) },
      },
      policies: policiesOf(
        'post',
        PUBLISHED,
        SENT,
        ...more,
        policy(
          'alerts',
          'principal in Role::"partner", action == Action::"disclose", resource',
          `${CONCERNED} && resource in [Field::"Alert.id", Field::"Alert.note"]`,
        ),
      ),
    },
    {
      name: 'lab',
      types: `type Desk @key(fields: "id") @classified(as: PUBLIC) { id: ID alerts: [Alert] @external listed: AlertConnection @external
          score: Int @requires(fields: "alerts { id }") @derived(from: "alerts { id }")
          total: Int @requires(fields: "listed { totalCount }") @derived(from: "listed { totalCount }") }
        type Alert @key(fields: "id") @classified(as: OFFICIAL) { id: ID }
        type AlertConnection @classified(as: PUBLIC) { totalCount: Int @external }`,
      resolvers: {
        Desk: {
          __resolveReference: (sent: { alerts?: unknown[] | null; listed?: { totalCount?: number } }) => ({
            ...sent,
            score: sent.alerts?.length ?? null,
            total: sent.listed?.totalCount ?? null,
          }),
        },
      },
      policies: policiesOf(
        'lab',
        PUBLISHED,
        SENT,
        policy(
          'ids',
          'principal in Role::"partner", action == Action::"disclose", resource == Field::"Alert.id"',
          UNDER,
        ),
      ),
    },
  ];
}

const start = (world: World, fields: Readonly<Record<string, readonly string[]>>, texts: readonly string[]) =>
  startRuled(agencies(world), undefined, [
    { agreement: agreementWith({ fields, queryKeys: {} }), documents: texts.map((text) => approved(text)) },
  ]);

/** One that is none of the partner's business, and one that is. */
const OTHERS: Alert = { id: '1', flags: ['UG'] };
const OWN: Alert = { id: '2', flags: ['KE'] };

test('an agreement that does not cover what a field is made from shows no more by the field than one that does', async () => {
  const made = ['{ desk { score } }', '{ desk { total } }'];
  const narrow = { Query: ['desk'], Desk: ['score', 'total'] };
  const wide = {
    Query: ['desk'],
    Desk: ['score', 'total', 'alerts', 'listed'],
    Alert: ['id'],
    AlertConnection: ['edges', 'totalCount'],
    AlertEdge: ['node'],
  };
  const world: World = { alerts: [] };
  const seen = async (fields: typeof narrow, alerts: readonly Alert[]) => {
    world.alerts = alerts;
    await using graph = await start(world, fields, made);
    const answers = [];
    for (const text of made) answers.push(await graph.ask(KE, { documentId: approved(text).id }));
    return answers.map(({ data, errors }) => ({ data, errors }));
  };
  const without = await seen(narrow, [OWN]);
  expect(without[0]?.data).toEqual({ desk: { score: 1 } });
  expect(await seen(narrow, [OTHERS, OWN])).toEqual(without);
  expect(await seen(wide, [OTHERS, OWN])).toEqual(without);
});

test.each([
  ['thing', { Query: ['thing'], Thing: ['id'], Box: ['id'] }],
  ['things', { Query: ['things'], Thing: ['id'], Box: ['id'] }],
  ['any', { Query: ['any'], Box: ['id'] }],
])(
  'an agreement covers all that %s may be, or is not served: what it leaves out could be told by an error',
  async (field, fields) => {
    await expect(start({ alerts: [] }, fields, [])).rejects.toThrow(
      `Query.${field} may be a Alert, of which nothing is named`,
    );
    const text = `{ ${field} { __typename } }`;
    const world: World = { alerts: [] };
    await using graph = await start(world, { ...fields, Alert: ['id'] }, [text]);
    const without = await graph.ask(KE, { documentId: approved(text).id });
    world.alerts = [OTHERS];
    const { data, errors } = await graph.ask(KE, { documentId: approved(text).id });
    expect({ data, errors }).toEqual({ data: without.data, errors: [] });
  },
);

test('a record of a type of which a partner is shown nothing cannot be told from none, not by its type’s name', async () => {
  const text = '{ closed { __typename } }';
  const world: World = { alerts: [] };
  await using graph = await start(world, { Query: ['closed'], Closed: ['id'] }, [text]);
  const without = await graph.ask(KE, { documentId: approved(text).id });
  world.alerts = [OTHERS];
  const { data, errors } = await graph.ask(KE, { documentId: approved(text).id });
  expect({ data, errors }).toEqual({ data: without.data, errors: without.errors });
});

test('a partner acts for its own country alone, whatever its token says of others', async () => {
  const text = '{ desk { alerts { id note } } }';
  const fields = { Query: ['desk'], Desk: ['alerts'], Alert: ['id', 'note'] };
  const clients = [{ client: 'partner-ug', country: 'UG', keys: { thumbprints: ['a'.repeat(43)] } }];
  const agreement = agreementWith({ fields, queryKeys: {}, clients });
  await using graph = await startRuled(agencies({ alerts: [OWN] }), undefined, [
    { agreement, documents: [approved(text)] },
  ]);
  const claims = partner('partner-ug', 'UG', { onBehalfOf: ['KE'] });
  const own = await graph.ask(claims, { documentId: approved(text).id });
  expect(own.data).toEqual({ desk: { alerts: [] } });
  const other = await graph.ask(claims, { documentId: approved(text).id }, { headers: { 'hub-on-behalf-of': 'KE' } });
  expect({ data: other.data, errors: other.errors }).toEqual({ data: undefined, errors: ['ON_BEHALF_OF_NOT_ALLOWED'] });
});

test('a record of which a rule lets a field be shown that the agreement does not cover is not there', async () => {
  const text = '{ desk { alerts { __typename id } } }';
  const fields = { Query: ['desk'], Desk: ['alerts'], Alert: ['id'] };
  const notes = policy(
    'notes',
    'principal in Role::"partner", action == Action::"disclose", resource == Field::"Alert.note"',
    `${UNDER} && context.record has flags && context.record.flags.contains("UG")`,
  );
  await using graph = await startRuled(agencies({ alerts: [OTHERS] }, notes), undefined, [
    { agreement: agreementWith({ fields, queryKeys: {} }), documents: [approved(text)] },
  ]);
  const { data, errors } = await graph.ask(KE, { documentId: approved(text).id });
  expect({ data, errors }).toEqual({ data: { desk: { alerts: [] } }, errors: [] });
});

test('nor is one there where the agreement covers only what everybody is shown, and its record says no to all else', async () => {
  const text = '{ desk { alerts { place } } }';
  await using graph = await start({ alerts: [OTHERS, OWN] }, { Query: ['desk'], Desk: ['alerts'], Alert: ['place'] }, [
    text,
  ]);
  const { data, errors } = await graph.ask(KE, { documentId: approved(text).id });
  expect({ data, errors }).toEqual({ data: { desk: { alerts: [{ place: 'Malaba' }] } }, errors: [] });
});

test('a client of one issuer and one of any by the same name have the same keys: those of the other would be taken for them', () => {
  const entry = (country: string, key: string, issuer?: string) => ({
    ...{ client: 'system', country, keys: { thumbprints: [key.repeat(43)] } },
    ...(issuer !== undefined && { issuer }),
  });
  const [any, one, same, other] = [
    agreementWith({ id: 'any', clients: [entry('KE', 'a')] }),
    agreementWith({ id: 'one', clients: [entry('UG', 'b', 'https://one.example')] }),
    agreementWith({ id: 'same', clients: [entry('UG', 'a', 'https://one.example')] }),
    agreementWith({ id: 'other', clients: [entry('UG', 'c', 'https://other.example')] }),
  ];
  expect(() => checkKeys([any, one])).toThrow('one: "clients" gives system other keys than any');
  expect(() => checkKeys([one, any])).toThrow('any: "clients" gives system other keys than one');
  expect(() => checkKeys([any, same])).not.toThrow();
  expect(() => checkKeys([one, other])).not.toThrow();
});

test('nor do agencies hear of another role of a partner than that one', () => {
  const agency = agencyName('post');
  const roles = ['officer', 'partner'].flatMap((each) => roleName(each) ?? []);
  if (!agency || roles.length < 2) throw new Error('no names');
  using keys = fixedKeys(hubKeysOf(makeGrantKeys(['post']).hub));
  const enter = grants(keys).enter({
    ...{ decisionId: decisionId('one'), purpose: 'RISK_ASSESSMENT', caseReference: undefined, actingFor: undefined },
    viewer: viewerWith({ principal: 'partner-ke', roles, until: Date.now() + 60_000 }),
  });
  const [, grant = ''] = enter({ agency, coordinates: [] })?.('') ?? [];
  const claims = JSON.parse(Buffer.from(grant.split('.')[1] ?? '', 'base64url').toString());
  expect(claims.viewer.roles).toEqual(['partner']);
});
