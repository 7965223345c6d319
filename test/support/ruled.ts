import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'graphql';
import { compose } from '../../bin/compose/compose.ts';
import type { AgreementContract } from '../../gateway/config/agreements.ts';
import { DEFAULT_ENGINE, type LedgerConfig } from '../../gateway/config.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { type HubParts, startHub } from '../../gateway/hub.ts';
import type { Ledger } from '../../gateway/ledger/ledger.ts';
import type { Policies } from '../../gateway/policy/sources.ts';
import { type Call, type Resolvers, startServer } from './federated.ts';
import { writtenFolder } from './folder.ts';
import { PURPOSES } from './graph.ts';
import { basis } from './policies.ts';
import { PROTECTION } from './protection.ts';
import { type Claims, testIssuer } from './tokens.ts';

/** What links an agency’s SDL to federation and to the protection model. */
export const HEAD = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@shareable",
    "@interfaceObject", "@authenticated", "@requiresScopes", "@policy", "@inaccessible", "@composeDirective"])
  @link(url: "https://cbm-hub.example/protection/v1.0", import: ["@classified", "@record", "@derived", "@reads", "@graded", "@retained"])
  @composeDirective(name: "@classified") @composeDirective(name: "@record") @composeDirective(name: "@derived")
  @composeDirective(name: "@reads") @composeDirective(name: "@graded") @composeDirective(name: "@retained")`;

/** An agency of a graph under rules: its types, labelled, without links and definitions. */
export interface RuledAgency {
  readonly name: string;
  readonly types: string;
  readonly resolvers: Resolvers;
  /** Its policies as Cedar text. */
  readonly policies: string;
}

export interface Ruled extends AsyncDisposable {
  readonly url: string;
  readonly records: ExchangeRecord[];
  readonly faults: unknown[];
  /** Agency → what it was asked, in order. */
  readonly calls: Readonly<Record<string, Call[]>>;
  /** @param query its text, or the id of an approved operation. */
  ask(claims: Claims, query: string | { readonly documentId: string }, more?: RuledRequest): Promise<RuledAnswer>;
  /** Headers of a request. */
  headers(claims: Claims, purpose?: string): Promise<Readonly<Record<string, string>>>;
  /** Writes one agency's policies anew; the gateway reads them in its own time. */
  rewrite(agency: string, policies: string): void;
}

export interface RuledRequest {
  readonly purpose?: string;
  readonly variables?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RuledAnswer {
  readonly status: number;
  /** All but the date. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  /** `CODE path.of.it REASON`, sorted. */
  readonly errors: readonly string[];
  readonly masked: unknown;
  /** Of a partner's answer. */
  readonly conditions: unknown;
}

/** What a test may put in place of the gateway's own. */
export type RuledParts = Pick<HubParts, 'quotas' | 'identityLimits'> & {
  /** How the ledger names whom entries are about, and for whom it seals. */
  readonly named?: Pick<Ledger, 'naming' | 'seals'>;
  /** A ledger in a database, in place of `records`. */
  readonly ledger?: LedgerConfig;
};

const ROLES = ['reader', 'officer', 'broker', 'chief', 'partner'];

/** A graph of agencies under their rules, with the real gateway before it. @throws Error where it cannot be served. */
export async function startRuled(
  agencies: readonly RuledAgency[],
  bases: Policies['bases'] = new Map([['test-act', basis('test-act')]]),
  agreements: AgreementContract[] = [],
  registryUrl?: string,
  replaced: RuledParts = {},
): Promise<Ruled> {
  const opened: AsyncDisposable[] = [];
  const close = async () => {
    for (const each of opened.splice(0).reverse()) await each[Symbol.asyncDispose]();
  };
  try {
    const calls = Object.fromEntries(agencies.map(({ name }) => [name, [] as Call[]]));
    const parts = [];
    for (const { name, types, resolvers } of agencies) {
      const typeDefs = `${HEAD}\n${PROTECTION}\n${types}`;
      const server = await startServer({ name, typeDefs, resolvers, federation: 1 }, calls[name] ?? []);
      opened.push(server);
      parts.push({ name, url: server.url, document: parse(typeDefs) });
    }
    const composed = compose(parts);
    if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
    const sources = agencies.map(({ name, policies }) => ({ agency: name, file: `${name}.cedar`, text: policies }));
    const file = writtenFolder({ 'supergraph.graphql': composed.supergraph });
    opened.push({ [Symbol.asyncDispose]: async () => file[Symbol.dispose]() });
    return await served(
      `${file.path}/supergraph.graphql`,
      { sources, bases },
      { opened, close, calls, agreements, registryUrl, replaced },
    );
  } catch (error) {
    await close();
    throw error;
  }
}

interface Running {
  readonly opened: AsyncDisposable[];
  readonly calls: Ruled['calls'];
  readonly agreements: AgreementContract[];
  readonly registryUrl: string | undefined;
  readonly replaced: RuledParts;
  close(): Promise<void>;
}

async function served(
  path: string,
  given: Policies,
  { opened, close, calls, agreements, registryUrl, replaced }: Running,
): Promise<Ruled> {
  const policies = { sources: [...given.sources], bases: given.bases };
  const { named, ledger, ...parts } = replaced;
  const inMemory = {
    append: async (record: ExchangeRecord) => void records.push(record),
    act: async () => {},
    ...named,
  };
  const identity = await testIssuer();
  const records: ExchangeRecord[] = [];
  const faults: unknown[] = [];
  const hub = await startHub(
    {
      supergraph: { kind: 'file', path },
      subgraphs: new Map(),
      access: {
        kind: 'protected',
        issuers: [identity.issuer],
        roles: new Map(ROLES.map((role) => [role, []])),
        purposes: PURPOSES,
        isAnonymousServed: false,
        policies: { kind: 'given', policies },
      },
      engine: DEFAULT_ENGINE,
      operations: [],
      host: '127.0.0.1',
      port: 0,
      isGraphiqlServed: false,
      pseudonymKey: Buffer.alloc(32, 7),
      agreements: { kind: 'given', agreements },
      registryUrl,
      ledger,
    },
    {
      ...(ledger ? {} : { ledger: inMemory }),
      fault: (error) => void faults.push(error),
      ...parts,
    },
  );
  opened.push(hub);
  const headersOf = async (claims: Claims, purpose = 'RISK_ASSESSMENT') => {
    const authorization = `Bearer ${await identity.token(claims)}`;
    return { authorization, 'hub-purpose': purpose, 'content-type': 'application/json' };
  };
  return {
    url: hub.url,
    records,
    faults,
    calls,
    headers: headersOf,
    async ask(claims, query, { purpose, variables = {}, headers = {} } = {}) {
      const response = await fetch(hub.url, {
        method: 'POST',
        headers: { ...(await headersOf(claims, purpose)), ...headers },
        body: JSON.stringify(typeof query === 'string' ? { query, variables } : { ...query, variables }),
      });
      const text = await response.text();
      const { data, errors = [], extensions } = JSON.parse(text);
      const told = (errors as Array<{ path?: string[]; extensions: { code: string; reason?: string } }>).map((error) =>
        [error.extensions.code, error.path?.join('.'), error.extensions.reason].filter(Boolean).join(' '),
      );
      return {
        status: response.status,
        headers: withoutDate(response),
        text,
        data,
        errors: told.sort(),
        masked: extensions?.masked,
        conditions: extensions?.conditions,
      };
    },
    rewrite(agency, text) {
      policies.sources = policies.sources.map((each) => (each.agency === agency ? { ...each, text } : each));
      // Rules are read again with the supergraph, as `hub compose` writes both.
      writeFileSync(path, readFileSync(path));
    },
    [Symbol.asyncDispose]: close,
  };
}

function withoutDate({ headers }: Response): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'date'));
}
