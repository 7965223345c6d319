import { buildSchema } from 'graphql';
import { type GrantedExchange, grants } from '../../gateway/grants/grants.ts';
import type { Viewer } from '../../gateway/identity/viewer.ts';
import { agencyName, decisionId, roleName } from '../../gateway/ids.ts';
import { agencyKeysOf, fixedKeys, hubKeysOf, makeGrantKeys } from '../../standards/grant/keys.ts';
import { grantCheck } from '../../subgraphs/kit/grants.ts';
import { say, spread, table } from '../measure/report.ts';
import type { Question } from './question.ts';

const CALLERS = 16;
/** Calls of one caller and operation under one grant: fewer than a dashboard makes in a minute. */
const CALLS_A_GRANT = 30;
const ROUNDS = 15;
const FIELDS = Array.from({ length: 40 }, (_each, at) => `field${at}`);
/** Bytes of a call about a page of records. */
const BODY_BYTES = 2_000;

/** What does it cost that an agency knows who asks? */
export const grantsQuestion: Question = {
  name: 'grants',
  needsPeers: false,
  async ask() {
    const agency = agencyName('accounts');
    if (!agency) throw new Error('not a name');
    const keys = makeGrantKeys([agency]);
    const schema = buildSchema(`type Query { ${FIELDS.map((name) => `${name}: String`).join(' ')} }`);
    const query = `{ ${FIELDS.join(' ')} }`;
    const body = JSON.stringify({ query, variables: { text: 'x'.repeat(BODY_BYTES) } });
    const bytes = Buffer.from(body);
    const scope = { agency, coordinates: FIELDS.map((name) => `Query.${name}`).sort() };
    const hub = fixedKeys(hubKeysOf(keys.hub));
    const check = grantCheck({
      agency,
      schema,
      keys: fixedKeys(agencyKeysOf(keys.agencies.get(agency))),
      isSchemaOpen: false,
      restricted: new Set(),
    });
    const found: [number[], number[]] = [[], []];
    for (let round = 0; round <= ROUNDS; round += 1) {
      // New grants each round: signing and checking a signature are part of what a call costs.
      const granting = grants(hub);
      const enters = Array.from({ length: CALLERS }, (_each, at) => granting.enter(exchangeOf(at))(scope));
      const calls: (readonly string[])[] = [];
      const made = cpuOf(() => {
        for (let call = 0; call < CALLERS * CALLS_A_GRANT; call += 1) {
          const enter = call < CALLERS ? granting.enter(exchangeOf(call))(scope) : enters[call % CALLERS];
          calls.push(enter?.(body) ?? []);
        }
      });
      const checked = cpuOf(() => {
        for (const [, grant, , proof, , decision = ''] of calls) {
          const opening = check.headers({ grant, proof });
          const answer = typeof opening === 'string' ? opening : check.call(opening, { decision, body: bytes, query });
          if (typeof answer === 'string') throw new Error(`not let in: ${answer}`);
        }
      });
      if (round === 0) continue;
      found[0].push(made / calls.length);
      found[1].push(checked / calls.length);
      say(`round ${round}: made ${found[0].at(-1)?.toFixed(1)} µs, checked ${found[1].at(-1)?.toFixed(1)} µs`);
    }
    return [
      `A call of ${(bytes.length / 1000).toFixed(1)} kB for ${FIELDS.length} fields, ${CALLS_A_GRANT} calls under a grant. CPU of the process, µs a call;`,
      `median of ${ROUNDS} rounds (least–most).`,
      '',
      ...table([
        ['', 'CPU µs a call'],
        ['gateway: grant and proof made', spread(found[0])],
        ['kit: grant, proof and fields checked', spread(found[1])],
      ]),
    ];
  },
};

function exchangeOf(caller: number): GrantedExchange {
  const agency = agencyName('accounts');
  const role = roleName('bench-reader');
  if (!agency || !role) throw new Error('not a name');
  const viewer: Viewer = {
    principal: `officer-${caller}`,
    issuer: 'https://identity.bench',
    agency,
    country: 'UG',
    roles: [role],
    clearance: undefined,
    post: undefined,
    purposes: new Set(['RISK_ASSESSMENT']),
    scopes: new Set(),
    onBehalfOf: new Set(),
    tokenHash: '0'.repeat(64),
    until: Date.now() + 3_600_000,
    binding: undefined,
  };
  const id = decisionId('0f8fad5b-d9cb-469f-a165-70867728950e');
  return { viewer, decisionId: id, purpose: 'RISK_ASSESSMENT', caseReference: undefined, actingFor: undefined };
}

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
