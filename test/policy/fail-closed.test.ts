import { setTimeout as wait } from 'node:timers/promises';
import { buildSchema, Kind, parse } from 'graphql';
import { PolicyFault } from '../../gateway/generation.ts';
import { Halt } from '../../gateway/halt.ts';
import { decisionId } from '../../gateway/ids.ts';
import { Metrics } from '../../gateway/metrics.ts';
import { decide, keptDecisions } from '../../gateway/pipeline/decide.ts';
import { NO_POINT } from '../../gateway/pipeline/pdp.ts';
import { rulesInForce } from '../../gateway/policy/in-force.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
import type { Label } from '../../gateway/policy/labels.ts';
import type { PolicyContext, PolicyPrincipal } from '../../gateway/policy/request.ts';
import { Rules } from '../../gateway/policy/rules.ts';
import type { Judge } from '../../gateway/policy/walk.ts';
import { basis, policy } from '../support/policies.ts';
import { type RuledAgency, startRuled } from '../support/ruled.ts';

const SHOWN = 'action in [Action::"disclose", Action::"use"]';
const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const READER = { roles: ['reader'] };
const CHIEF = { roles: ['chief'] };

const LABEL: Label = {
  ...{ category: 'COMMERCIAL', group: undefined, mask: undefined, denial: 'OPEN', absent: undefined },
  ...{ reads: new Map(), derivedFrom: [], gradedBy: [], members: [] },
};
const NO_READS = { record: new Set<string>() };
const NO_RECORDS = { records: new Map(), retentions: new Map(), isObject: () => true };
const OFFICER: PolicyPrincipal = {
  ...{ kind: 'Officer', agency: 'port', country: 'UG', roles: new Set() },
  ...{ clearance: undefined, post: undefined },
};
const CONTEXT: PolicyContext = {
  ...{ purpose: 'RISK_ASSESSMENT', hasCase: false, agreement: undefined, to: undefined },
  record: 'unknown',
};

function port(...policies: readonly string[]): RuledAgency {
  return {
    name: 'port',
    types: `type Query @classified(as: PUBLIC) { ship: Ship }
      type Ship @classified(as: PUBLIC) {
        id: ID
        owner: String @classified(as: COMMERCIAL, mask: INITIALS)
        dues: String @policy(policies: [["collects-dues"]])
      }`,
    resolvers: { Query: { ship: () => ({ id: '1', owner: 'Lake Lines', dues: 'owed' }) } },
    policies: [policy('published', 'principal, action, resource in Category::"PUBLIC"'), ...policies].join('\n'),
  };
}

test('without a rule nothing but what is public is released', async () => {
  await using graph = await startRuled([port()]);
  expect(await graph.ask(CHIEF, '{ ship { id owner } }')).toMatchObject({
    data: { ship: { id: '1', owner: null } },
    errors: ['UNAUTHORIZED_FIELD_OR_TYPE ship.owner SCOPE'],
  });
  expect(JSON.stringify(graph.calls)).not.toContain('owner');
});

test('a basis that ends takes its permits with it, from that moment on', async () => {
  const until = Date.now() + 3_000;
  const rule = policy(
    'shown',
    `principal, ${SHOWN}, resource in Category::"COMMERCIAL"`,
    `principal in Role::"reader" && ${FOR_RISK}`,
    'permit',
    'ending-act',
  );
  const bases = new Map([basis('test-act'), basis('ending-act', 0, until)].map((each) => [each.id, each]));
  await using graph = await startRuled([port(rule)], bases);
  if (Date.now() < until - 500) {
    expect((await graph.ask(READER, '{ ship { owner } }')).data).toEqual({ ship: { owner: 'Lake Lines' } });
  }
  await wait(Math.max(0, until - Date.now()) + 50);
  expect((await graph.ask(READER, '{ ship { owner } }')).data).toEqual({ ship: null });
});

test('a clock that jumps, in either direction, finds the rules of its moment', () => {
  const book = {
    version: '1',
    rolesOf: () => new Set<string>(),
    classOf: () => '',
    rulesFor: () => ({ reads: NO_READS, decide: () => ({ verdict: 'deny', policies: [], faults: [] }) as const }),
    inForce: (isInForce: (id: string) => boolean) => ({
      rulesFor: () => ({
        reads: NO_READS,
        decide: () => ({ verdict: isInForce('an-act') ? 'permit' : 'deny', policies: [], faults: [] }) as const,
      }),
    }),
  };
  const at = 'Ship.owner' as never;
  const index = { labels: new Map([[at, LABEL]]), ...NO_RECORDS, owners: () => ['port' as never] };
  const rules = rulesInForce(book, index, new Map([['an-act', basis('an-act', 1_000, 2_000)]]));
  const level = (time: number) =>
    rules.at(time).field(at, NOTHING_USED, { principal: OFFICER, context: CONTEXT, purposes: new Set() }).level;
  expect([999, 1_000, 1_999, 2_000, 1_500, 0, 1_000].map(level)).toEqual([
    ...['WITHHELD', 'FULL', 'FULL', 'WITHHELD'],
    ...['FULL', 'WITHHELD', 'FULL'],
  ]);
});

test('a forbid wins, and holds though its basis has ended', async () => {
  const permit = policy('shown', `principal in Role::"reader", ${SHOWN}, resource in Category::"COMMERCIAL"`, FOR_RISK);
  const forbid = policy('kept', `principal, action, resource in Category::"COMMERCIAL"`, 'true', 'forbid', 'ended-act');
  const bases = new Map([basis('test-act'), basis('ended-act', 0, 1)].map((each) => [each.id, each]));
  await using graph = await startRuled([port(permit, forbid)], bases);
  expect((await graph.ask(READER, '{ ship { owner } }')).data).toEqual({ ship: null });
});

test('a rule that releases without a role or a purpose keeps the graph from being served', async () => {
  const everybody = policy('shown', `principal, ${SHOWN}, resource in Category::"COMMERCIAL"`, FOR_RISK);
  await expect(startRuled([port(everybody)])).rejects.toThrow('Ship.owner to nobody for RISK_ASSESSMENT');
  const always = policy('shown', `principal in Role::"reader", ${SHOWN}, resource in Category::"COMMERCIAL"`);
  await expect(startRuled([port(always)])).rejects.toThrow('Ship.owner to reader for no purpose');
});

test('rules that cannot be used keep the graph from being served, with their place and what to write', async () => {
  const unknown = policy('shown', `principal in Role::"nobody", ${SHOWN}, resource`, FOR_RISK);
  await expect(startRuled([port(unknown)])).rejects.toThrow(/port\.cedar:2: /);
  const baseless = policy('shown', `principal in Role::"reader", ${SHOWN}, resource`, FOR_RISK, 'permit', 'no-act');
  await expect(startRuled([port(baseless)])).rejects.toThrow('@basis("no-act") of shown is not in the register');
  await expect(startRuled([port('permit (principal, action, resource);')])).rejects.toThrow('@id');
});

test('a name in @policy is satisfied by the rules of the agency that demands it, and by no others', async () => {
  const satisfied = policy(
    'collects',
    'principal in Role::"chief", action == Action::"satisfy", resource == Field::"collects-dues"',
    FOR_RISK,
  );
  await using graph = await startRuled([port(satisfied)]);
  expect((await graph.ask(CHIEF, '{ ship { id dues } }')).data).toEqual({ ship: { id: '1', dues: 'owed' } });
  expect((await graph.ask(READER, '{ ship { id dues } }')).data).toEqual({ ship: { id: '1', dues: null } });
  expect((await graph.ask(CHIEF, '{ ship { id dues } }', { purpose: 'BORDER_CHECK' })).data).toEqual({
    ship: { id: '1', dues: null },
  });
});

test('a reduced form is released where its rule says so, told as such, and null where nothing of it may be shown', async () => {
  const reduced = policy(
    'reduced',
    'principal in Role::"reader", action == Action::"discloseMasked", resource',
    `${FOR_RISK} && resource in Category::"COMMERCIAL"`,
  );
  await using graph = await startRuled([port(reduced)]);
  const answer = await graph.ask(READER, '{ ship { o: owner } }');
  expect(answer.data).toEqual({ ship: { o: 'L. L.' } });
  expect(answer.masked).toEqual([{ path: ['ship', 'o'], mask: 'INITIALS' }]);
  expect(answer.text).not.toContain('Lake');
  expect(graph.records.at(-1)).toMatchObject({ masked: ['Ship.owner'], released: ['Ship.owner', 'Query.ship'] });
});

test('where a rule about the whole value cannot be evaluated its reduced form is not shown in its place', () => {
  const at = 'Ship.owner' as never;
  const rules = new Rules(
    {
      rulesFor: (action) => ({
        reads: NO_READS,
        decide: () =>
          action === 'disclose'
            ? { verdict: 'deny', policies: [], faults: ['shown'] }
            : { verdict: 'permit', policies: ['reduced'], faults: [] },
      }),
    },
    { labels: new Map([[at, { ...LABEL, mask: 'INITIALS' }]]), ...NO_RECORDS, owners: () => ['port' as never] },
  );
  expect(rules.field(at, NOTHING_USED, { principal: OFFICER, context: CONTEXT, purposes: new Set() })).toEqual({
    level: 'WITHHELD',
    reason: 'SCOPE',
    faults: ['shown'],
  });
});

test('a rule that cannot be evaluated releases nothing, and is told to the operator as a fault', async () => {
  const schema = buildSchema('type Query { owner: String open: String }');
  const [operation] = parse('{ owner open }').definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const told: string[] = [];
  const judge: Judge = {
    type: () => true,
    field: (at) =>
      at === 'Query.owner'
        ? { level: 'WITHHELD', reason: 'SCOPE', faults: ['shown'] }
        : { level: 'FULL', policies: [], faults: [] },
  };
  const protection = {
    classOf: () => '',
    judge: () => judge,
    policyNames: () => [],
    argumentVariables: () => [],
    mayBeSent: () => true,
  };
  const room = {
    ...{ types: schema, decided: new WeakMap(), kept: keptDecisions(), pdp: NO_POINT },
    release: { kind: 'protected', protection } as const,
    policyFault: (policies: readonly string[]) => void told.push(...policies),
  };
  const stated = {
    viewer: undefined,
    purpose: 'RISK_ASSESSMENT',
    caseReference: undefined,
    actingFor: undefined,
    agreement: undefined,
  };
  const arrived = { decisionId: decisionId('one'), receivedAt: new Date(), gone: new Halt() };
  for (let time = 1; time <= 2; time += 1) {
    const { decisions } = await decide(
      { ...arrived, ...stated, operation, operationName: undefined, operationId: '', variables: {} },
      room,
    );
    expect(decisions.released).toEqual(['Query.open']);
    // Each request that meets it says so, also where the decision was made before.
    expect(told).toHaveLength(time);
  }
  expect(new PolicyFault(told)).toMatchObject({ name: 'PolicyFault', policies: ['shown', 'shown'] });
});

test('what a record would have to decide of an argument is denied: it is used before there is a record', async () => {
  const rule = (action: string) =>
    policy(
      `own-${action.toLowerCase()}`,
      `principal in Role::"reader", action == Action::"${action}", resource in Category::"COMMERCIAL"`,
      `${FOR_RISK} && context.record has id && context.record.id == "1"`,
    );
  const agency = port(rule('disclose'), rule('use'));
  const types = agency.types
    .replace('type Ship @classified(as: PUBLIC)', 'type Ship @classified(as: PUBLIC) @record(attributes: "id")')
    .replace('ship: Ship', 'ship(owner: String @reads(field: "Ship.owner")): Ship');
  await using graph = await startRuled([{ ...agency, types }]);
  expect((await graph.ask(READER, '{ ship { id owner } }')).data).toEqual({ ship: { id: '1', owner: 'Lake Lines' } });
  expect(await graph.ask(READER, '{ ship(owner: "Lake Lines") { id } }')).toMatchObject({
    data: { ship: null },
    errors: ['UNAUTHORIZED_FIELD_OR_TYPE ship SCOPE'],
  });
});

test('denials and faults of rules are counted apart', async () => {
  await using graph = await startRuled([port()]);
  await graph.ask(CHIEF, '{ ship { id owner dues } }');
  const metrics = await (await fetch(new URL('/metrics', graph.url))).text();
  expect(metrics).toMatch(/^hub_answers_total 1$/m);
  expect(metrics).toMatch(/^hub_denied_fields_total 2$/m);
  expect(metrics).toMatch(/^hub_policy_faults_total 0$/m);
  const counted = new Metrics();
  counted.policyFault();
  expect(counted.text()).toMatch(/hub_denied_fields_total 0\n[\s\S]*hub_policy_faults_total 1\n/);
});
