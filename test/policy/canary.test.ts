import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, parse, validate } from 'graphql';
import { OperationWriter } from '../engine/operation-writer.ts';
import { type Ruled, startRuled } from '../support/ruled.ts';
import { COORDINATES, canaryAgencies, KEPT, mayHave, mayReach, PURPOSES, ROLES, SENT } from './canary-graph.ts';

/** Operations asked; the long run asks more. */
const OPERATIONS = Number(process.env['CANARY_OPERATIONS'] ?? 1_000);
const SEED = Number(process.env['RANDOM_SEED'] ?? 1) * 1_000_000;

const CANARY = /CANARY (\w+\.\w+) \w+!/g;

/** Fields by names that only they have, and that no agency asks another's record by. */
const TELLING = COORDINATES.filter(
  (at) => !['id', 'code', 'owner'].includes(at.split('.')[1] ?? '') && !Object.values(SENT).flat().includes(at),
);

/** One operation of one caller, everything about it that could tell too much. */
async function violations(graph: Ruled, query: string, role: string, purpose: string): Promise<readonly string[]> {
  for (const received of Object.values(graph.calls)) received.length = 0;
  graph.records.length = 0;
  graph.faults.length = 0;
  const answer = await graph.ask({ roles: [role] }, query, { purpose });
  const where = `${role} for ${purpose}: ${query}`;
  const found: string[] = [];
  for (const [, at = ''] of answer.text.matchAll(CANARY)) {
    if (mayHave(role, purpose, at) !== 'FULL') found.push(`the answer holds ${at} — ${where}`);
  }
  for (const [agency, calls] of Object.entries(graph.calls)) {
    for (const { query: asked, variables } of calls) {
      for (const [, at = ''] of JSON.stringify(variables).matchAll(CANARY)) {
        if (!mayReach(agency, at, role, purpose)) found.push(`${agency} is sent ${at} — ${where}`);
      }
      for (const at of TELLING) {
        const isNamed = new RegExp(`\\b${at.split('.')[1]}\\b`).test(asked);
        if (isNamed && mayHave(role, purpose, at) === 'NOTHING') found.push(`${agency} is asked for ${at} — ${where}`);
      }
    }
  }
  if (JSON.stringify(graph.records).includes('CANARY')) found.push(`the record holds a value — ${where}`);
  // That a field is shown whose key is kept back is a fault of the rules, and meant.
  if (graph.faults.length > 0 && !answer.errors.includes('PLAN_NOT_PERMITTED')) found.push(`a fault — ${where}`);
  return found;
}

/** Random operations, each once, of callers in turn. @returns what was told too much, and how many values were shown. */
async function run(graph: Ruled, count: number) {
  const introspected = await graph.ask({ roles: ['chief'] }, getIntrospectionQuery());
  const schema = buildClientSchema(introspected.data as unknown as IntrospectionQuery);
  const found: string[] = [];
  let asked = 0;
  for (let seed = SEED; asked < count; seed += 1) {
    const query = new OperationWriter(schema, seed).operation();
    if (validate(schema, parse(query)).length > 0) continue;
    const role = ROLES[asked % ROLES.length] ?? 'reader';
    const purpose = PURPOSES[Math.floor(asked / ROLES.length) % PURPOSES.length] ?? '';
    found.push(...(await violations(graph, query, role, purpose)));
    asked += 1;
  }
  return found;
}

test('no value that a caller may not have is in any byte of an answer or a record, nor sent where it need not go', async () => {
  await using graph = await startRuled(canaryAgencies());
  expect(await run(graph, OPERATIONS)).toEqual([]);
});

test('what a caller may have in full is shown in full, what in a reduced form in that, the rest is null', async () => {
  await using graph = await startRuled(canaryAgencies());
  const query = `{ found { ... on Ship { code shipName owner riskBand registered alert master { personName birth }
    cargo { goods worth } } ... on Truck { plate truckOwner: owner } ... on Gun { serial } } }`;
  for (const role of ROLES) {
    for (const purpose of PURPOSES) {
      const { text, errors } = await graph.ask({ roles: [role] }, query, { purpose });
      if (role === KEPT.role && purpose === KEPT.purpose) {
        expect(errors).toEqual(['PLAN_NOT_PERMITTED']);
        continue;
      }
      const shown = new Set([...text.matchAll(CANARY)].map(([, at]) => at));
      const may = COORDINATES.filter((at) => mayHave(role, purpose, at) === 'FULL');
      // A person is behind a field that is as personal, a derived value needs no right to what it is derived from.
      expect([role, purpose, [...shown].sort()]).toEqual([
        role,
        purpose,
        may.filter((at) => !at.endsWith('.id')).sort(),
      ]);
      const isReduced = COORDINATES.some((at) => mayHave(role, purpose, at) === 'MASKED' && at !== 'Person.personName');
      expect([role, purpose, /"C\. \w\. \w\."/.test(text)]).toEqual([role, purpose, isReduced]);
    }
  }
});

test('a rule that is left out by mistake is found out by these operations', async () => {
  await using graph = await startRuled(canaryAgencies(false));
  const found = await run(graph, 300);
  expect(found.some((each) => each.startsWith('the answer holds Truck.plate'))).toBe(true);
});
