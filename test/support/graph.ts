import { compose } from '../../bin/compose/compose.ts';
import { DEFAULT_ENGINE, type HubConfig } from '../../gateway/config.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { type Hub, startHub } from '../../gateway/hub.ts';
import type { KeyEnrolments } from '../../gateway/identity/enrolment.ts';
import type { Issuer } from '../../gateway/identity/issuer.ts';
import type { IdentityLimits } from '../../gateway/identity/limits.ts';
import { type Purposes, purposesOf } from '../../gateway/identity/purposes.ts';
import { type SecurityLog, securityLog } from '../../gateway/identity/security-log.ts';
import { agencyName } from '../../gateway/ids.ts';
import type { Ledger } from '../../gateway/ledger/ledger.ts';
import { type Agency, defineAgency, startSubgraph } from '../../subgraphs/kit/index.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { testGrants } from './grants.ts';
import { policiesByCategory } from './policies.ts';
import { type TestIssuer, testIssuer } from './tokens.ts';

/** Ships of the port as its agency would keep them. */
const SHIPS = [
  {
    id: '1',
    name: 'Anna',
    owner: 'Lakeside Lines',
    master: { name: 'A. Okello' },
    berths: [{ number: 4 }],
    strict: 'x',
    tonnage: 900,
  },
  {
    id: '2',
    name: 'Bella',
    owner: 'Nile Freight',
    master: { name: 'B. Wanjiru' },
    berths: [],
    strict: 'y',
    tonnage: 1200,
  },
];

/** What the port's resolvers answer may be changed by a test; `calls` counts what reached them. */
export interface Ports {
  ships: readonly object[];
  calls: number;
}

/** The agency that owns ships. */
export function port(state: Ports): Agency {
  const ships = () => {
    state.calls += 1;
    return state.ships;
  };
  return defineAgency({
    name: 'port',
    schema: new URL('./graph/port.graphql', import.meta.url),
    resolvers: {
      Query: {
        ships: (_: unknown, { first }: { first: number }) => ships().slice(0, first),
        ship: (_: unknown, { imo }: { imo?: string }) =>
          ships().find((ship) => (ship as { id: string }).id === imo) ?? null,
        required: () => ships()[0],
      },
      Ship: {
        __resolveReference: ({ id }: { id: string }) => ships().find((ship) => (ship as { id: string }).id === id),
      },
    },
    openSource: () => ({ [Symbol.asyncDispose]: async () => {} }),
    loaders: () => undefined,
    ready: async () => true,
  });
}

/** The agency that watches them, and keeps cases: `open` is officer-1's of the port. */
export function watchWith(state: Cases): Agency {
  return defineAgency({
    name: 'watch',
    schema: new URL('./graph/watch.graphql', import.meta.url),
    resolvers: {
      Query: {
        watchers: () => 3,
        caseReference: (_: unknown, { id, agency, officer }: Readonly<Record<'id' | 'agency' | 'officer', string>>) => {
          state.asked += 1;
          const isAssigned = agency === 'port' && officer === 'officer-1';
          if (id === 'fails') throw new Error('out of order');
          return id === 'open' || id === 'closed' ? { status: id.toUpperCase(), isAssigned } : null;
        },
      },
      Ship: {
        __resolveReference: ({ id }: { id: string }) => ({ id, alert: `alert ${id}`, seen: `seen ${id}` }),
      },
    },
    openSource: () => ({ [Symbol.asyncDispose]: async () => {} }),
    loaders: () => undefined,
    ready: async () => true,
  });
}

/** How often the agency that keeps cases was asked. */
export interface Cases {
  asked: number;
}

export const watch: Agency = watchWith({ asked: 0 });

export const ROLES = {
  reader: ['PUBLIC'],
  officer: ['PUBLIC', 'OFFICIAL'],
  broker: ['PUBLIC', 'OFFICIAL', 'COMMERCIAL'],
  chief: ['PUBLIC', 'OFFICIAL', 'COMMERCIAL', 'PERSONAL', 'LAW_ENFORCEMENT'],
};

/** The closed list of the tests' graph. Cases are kept by the agency that watches. */
export const PURPOSES: Purposes = purposesOf([
  { name: 'RISK_ASSESSMENT', title: 'Weighing what is due.', needsCase: false },
  { name: 'BORDER_CHECK', title: 'Checking what is here.', needsCase: false },
  { name: 'PUBLIC_HEALTH', title: 'Protecting health.', needsCase: false },
  { name: 'CRIME_INVESTIGATION', title: 'Working on a case.', needsCase: true, caseOwner: 'watch' },
]);

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: ReadonlyArray<{
      readonly message: string;
      readonly path?: ReadonlyArray<string | number>;
      readonly extensions: {
        readonly code: string;
        readonly agency?: string;
        readonly reason?: string;
        readonly argument?: string;
      };
    }>;
    readonly extensions?: { readonly decisionId: string; readonly sources: Readonly<Record<string, string>> };
  };
}

export interface Graph extends AsyncDisposable {
  readonly url: string;
  readonly port: Ports;
  readonly cases: Cases;
  readonly identity: TestIssuer;
  readonly records: ExchangeRecord[];
  readonly faults: unknown[];
  readonly hub: Hub;
  /** Lines of the security log. */
  readonly told: readonly string[];
  readonly securityLog: SecurityLog;
  /** Asks as a role, with a purpose unless the headers say otherwise. */
  ask(role: string, query: string, variables?: object): Promise<Answer>;
  /** Sends a request as it is. */
  send(init: RequestInit): Promise<Answer>;
}

export interface GraphOptions {
  /** Address of another server in place of an agency's subgraph. */
  readonly urls?: Readonly<Record<string, string>>;
  readonly ledger?: Ledger;
  readonly issuers?: readonly Issuer[];
  readonly registryUrl?: string;
  readonly identityLimits?: Partial<IdentityLimits>;
  readonly enrolments?: KeyEnrolments;
  /** Of the gateway's configuration, in place of what it is otherwise. */
  readonly config?: Partial<HubConfig>;
}

/** A small federated graph with the real gateway before it. */
export async function startGraph(options: GraphOptions = {}): Promise<Graph> {
  const state: Ports = { ships: SHIPS, calls: 0 };
  const identity = await testIssuer();
  const cases: Cases = { asked: 0 };
  const agencies = [port(state), watchWith(cases)];
  const grants = testGrants(agencies.map(({ name }) => name));
  const running = await Promise.all(
    agencies.map((agency) => startSubgraph(agency, { sourceUrl: '', grants: grants.trust(agency.name) })),
  );
  const records: ExchangeRecord[] = [];
  const faults: unknown[] = [];
  const told: string[] = [];
  const log = securityLog({ write: (line) => void told.push(line) });
  const { registryUrl, enrolments, identityLimits } = options;
  const config = { ...graphConfig(agencies, identity, options.issuers), registryUrl, ...options.config };
  const urls = { ...Object.fromEntries(running.map(({ name, url }) => [name, url])), ...options.urls };
  const subgraphs = new Map(Object.entries(urls).map(([name, url]) => [agencyName(name) ?? never(), url]));
  const ledger = options.ledger ?? {
    append: async (record: ExchangeRecord) => void records.push(record),
    act: async () => {},
  };
  const closeSubgraphs = () => Promise.all(running.map((each) => each[Symbol.asyncDispose]()));
  const parts = { ledger, fault: (error: unknown) => faults.push(error), securityLog: log };
  const hub = await startHub(
    { ...config, subgraphs, grants: grants.config },
    { ...parts, ...(identityLimits && { identityLimits }), ...(enrolments && { enrolments }) },
  ).catch(async (error: unknown) => {
    await closeSubgraphs();
    throw error;
  });
  const send = (init: RequestInit) => answerOf(hub.url, init);
  return {
    url: hub.url,
    hub,
    port: state,
    cases,
    identity,
    records,
    faults,
    told,
    securityLog: log,
    send,
    async ask(role, query, variables) {
      const authorization = `Bearer ${await identity.token({ roles: [role] })}`;
      const headers = { authorization, 'hub-purpose': 'RISK_ASSESSMENT', 'content-type': 'application/json' };
      return send({ method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    },
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await closeSubgraphs();
    },
  };
}

/** Configuration of a gateway over the given agencies. */
export function graphConfig(
  agencies: readonly Agency[],
  identity: TestIssuer,
  issuers: readonly Issuer[] = [identity.issuer],
): HubConfig {
  const composed = compose(
    agencies.map((agency) => ({
      name: agency.name,
      url: `http://${agency.name}.invalid`,
      document: subgraphDocument(agency),
    })),
  );
  if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
  return {
    supergraph: { kind: 'text', sdl: composed.supergraph },
    subgraphs: new Map(),
    access: {
      kind: 'protected',
      issuers,
      roles: new Map(Object.keys(ROLES).map((role) => [role, []])),
      isAnonymousServed: false,
      policies: policiesByCategory(
        ROLES,
        agencies.map(({ name }) => name),
      ),
      purposes: PURPOSES,
    },
    engine: DEFAULT_ENGINE,
    operations: [],
    host: '127.0.0.1',
    port: 0,
    isGraphiqlServed: false,
  };
}

/** The answer's data in the form the test expects it. @throws Error where there is none. */
export function dataOf<Data>(answer: Answer): Data {
  if (!answer.body.data) throw new Error('the answer has no data');
  return answer.body.data as Data;
}

async function answerOf(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

function never(): never {
  throw new Error('not an agency name');
}
