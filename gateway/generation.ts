import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { type GraphQLSchema, isObjectType } from 'graphql';
import type { QuotaStore } from './agreements/quota.ts';
import type { IsSuspended } from './agreements/register.ts';
import { type Partners, partnersOf } from './audiences.ts';
import { type AgreementContract, readAgreements } from './config/agreements.ts';
import { readPolicies } from './config/policies.ts';
import type { Access, HubConfig } from './config.ts';
import type { AgencyClients, ClientOf } from './engine/agency-clients.ts';
import type { Engine } from './engine/engine.ts';
import { hubEngine } from './engine/hub-engine.ts';
import type { Grants } from './grants/grants.ts';
import type { AgencyName } from './ids.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Metrics } from './metrics.ts';
import { keptDecisions } from './pipeline/decide.ts';
import type { Rooms } from './pipeline/index.ts';
import { namedBeside } from './pipeline/named-beside.ts';
import { operations } from './pipeline/operation.ts';
import { NO_POINT, type Pdp } from './pipeline/pdp.ts';
import { protectionOf } from './pipeline/protection.ts';
import { pseudonymsFor } from './pipeline/pseudonyms.ts';
import { type Recording, recordingOf } from './pipeline/recording.ts';
import { rulesPoint } from './pipeline/rules-point.ts';
import { warm } from './pipeline/warm.ts';
import type { RulesInForce } from './policy/in-force.ts';
import { pseudonymReads } from './policy/input-reads.ts';
import { type LoadedPolicies, loadPolicies, type PolicySurroundings, provePolicies } from './policy/load.ts';
import { namesIn } from './policy/requirements.ts';
import type { Index } from './policy/rules.ts';
import type { Policies } from './policy/sources.ts';
import { inputsOf } from './supergraph/inputs.ts';
import { type Enforced, loadSupergraph, type Supergraph } from './supergraph/load.ts';
import { restrictedTypesOf } from './supergraph/records.ts';

// Rules are held against Cedar's WebAssembly by many short calls; where the V8 of Node 20 wrote those out in line, a process ended by
// "unreachable code" of its own.
setFlagsFromString('--no-turbo-inline-js-wasm-calls');

/** One supergraph as it is served: exchanged as a whole, so that no request sees two. */
export interface Generation extends AsyncDisposable {
  readonly sdl: string;
  /** The owners' rules, and the agreements, as they were read. */
  readonly policies: string;
  readonly schema: GraphQLSchema;
  readonly rooms: Rooms;
  readonly partners: Partners;
  readonly clientOf: ClientOf;
  readonly agencies: ReadonlySet<AgencyName>;
  /** What its decisions rest on, by versions. */
  readonly versions: Readonly<Record<string, string | readonly string[]>>;
}

/** What outlives a supergraph. */
export interface GenerationParts {
  readonly clients: AgencyClients;
  readonly ledger: Ledger;
  readonly fault: (error: unknown) => void;
  readonly metrics: Metrics;
  /** undefined: the agencies ask for none. */
  readonly grants: Grants | undefined;
  readonly isSuspended: IsSuspended;
  readonly quotas: QuotaStore;
  /** In place of the owners' rules, for names in @policy. */
  readonly pdp?: Pdp | undefined;
}

/**
 * Reads a supergraph and plans for it what is likely to be asked.
 *
 * @param before the one that is served now, whose operations are likely to be asked again.
 * @throws Error where the supergraph cannot be served.
 */
export async function generation(
  sdl: string,
  config: HubConfig,
  parts: GenerationParts,
  before?: Generation,
): Promise<Generation> {
  const policies = policiesOf(config);
  const supergraph = loadSupergraph(sdl, enforcedBy(config.access));
  const clientOf = parts.clients.at(new Map([...supergraph.subgraphs, ...config.subgraphs]));
  const engine = await engineFor(supergraph, config, parts, clientOf);
  const { release, pdp, rules, bases } = await releaseOf(
    config.access,
    supergraph,
    policies,
    parts.grants !== undefined,
  );
  const recording = recordingOf(supergraph, bases, parts.ledger);
  const rooms: Rooms = {
    operations: operations(supergraph.api, config.access.kind === 'protected' && config.access.purposes !== undefined),
    types: supergraph.api,
    release,
    decided: new WeakMap(),
    kept: keptDecisions(),
    pdp: parts.pdp ?? pdp,
    policyFault(policies) {
      parts.metrics.policyFault();
      parts.fault(new PolicyFault(policies));
    },
    metrics: parts.metrics,
    pseudonyms: config.pseudonymKey && pseudonymsFor(config.pseudonymKey),
    pseudonymReads: pseudonymReads(supergraph.labels),
    engine,
    plans: new WeakMap(),
    interfaceObjects: supergraph.joins.interfaceObjects,
    completions: new WeakMap(),
    ledger: parts.ledger,
    named: recording.naming ? namedBeside(supergraph.types, recording.references, supergraph.joins) : (set) => set,
    recording,
    grants: parts.grants,
    quota: undefined,
  };
  await warm(rooms, config.operations, before?.rooms);
  const contracts = agreementsOf(config);
  return {
    sdl,
    policies: textOf(policies, contracts),
    schema: supergraph.api,
    rooms,
    partners: await partnersOf(contracts, { ...parts, supergraph, rooms, rules }),
    clientOf,
    agencies: new Set(supergraph.subgraphs.keys()),
    versions: versionsOf(recording, rules, contracts),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function versionsOf(
  { graph, bases }: Recording,
  rules: RulesInForce | undefined,
  contracts: readonly AgreementContract[],
): Generation['versions'] {
  return {
    graph,
    ...(rules && { policyVersion: rules.version }),
    bases: [...new Set(bases.values())].sort(),
    agreements: contracts.map(
      (each) => `${each.agreement.id} ${digestOf(JSON.stringify(each, withSets)).slice(0, 16)}`,
    ),
  };
}

async function engineFor(
  supergraph: Supergraph,
  config: HubConfig,
  parts: GenerationParts,
  client: ClientOf,
): Promise<Engine> {
  const { kind, planner } = config.engine;
  if (kind === 'reference') {
    // Not read unless it is asked for: it brings the whole of @apollo/gateway.
    const { referenceEngine } = await import('./engine/reference.ts');
    return referenceEngine(supergraph, client);
  }
  return hubEngine(supergraph, {
    planner,
    limits: config.engine.limits,
    client,
    fault: parts.fault,
  });
}

/** A policy could not be evaluated: nothing was released by it, and its owner is to mend it. */
export class PolicyFault extends Error {
  override readonly name = 'PolicyFault';
  readonly policies: readonly string[];

  constructor(policies: readonly string[]) {
    super(`policies could not be evaluated: ${policies.join(', ')}`);
    this.policies = policies;
  }
}

function enforcedBy(access: Access): Enforced {
  if (access.kind === 'open') return 'open';
  return access.policies ? 'labelled' : 'standard';
}

/** @throws Error where a policy cannot be used. */
async function releaseOf(
  access: Access,
  supergraph: Supergraph,
  policies: Policies | undefined,
  isGranted: boolean,
): Promise<Pick<Rooms, 'release' | 'pdp'> & Pick<Recording, 'bases'> & { readonly rules: RulesInForce | undefined }> {
  if (access.kind === 'open') return { release: { kind: 'open' }, pdp: NO_POINT, rules: undefined, bases: new Map() };
  const { api, requirements, joins, types } = supergraph;
  const proven = policies && (await provenRules(supergraph, policies, { ...access, isGranted }));
  const rules = proven?.rules;
  const fieldsOf = (name: string): readonly string[] => {
    const type = types.getType(name);
    return type && 'getFields' in type ? Object.keys(type.getFields()) : [];
  };
  return {
    release: { kind: 'protected', protection: protectionOf(api, requirements, rules, inputsOf(joins, types)) },
    rules,
    bases: new Map(proven?.set.policies.map(({ id, basis }) => [id, basis])),
    pdp: rules ? rulesPoint(rules, requirements, { owners: joins.owners, fieldsOf }) : NO_POINT,
  };
}

/** The owners' rules and their bases as they are now. @throws Error where they cannot be read. */
function policiesOf({ access }: HubConfig): Policies | undefined {
  return access.kind === 'open' || !access.policies ? undefined : readPolicies(access.policies);
}

/** @throws Error where they cannot be read. */
function agreementsOf({ agreements, access }: HubConfig): readonly AgreementContract[] {
  // Without rules nobody says what a partner is shown.
  if (!agreements || access.kind === 'open' || !access.policies) return [];
  return readAgreements(agreements);
}

function textOf(policies: Policies | undefined, contracts: readonly AgreementContract[]): string {
  return policies ? JSON.stringify([policies.sources, [...policies.bases], contracts], withSets) : '';
}

function withSets(_key: string, value: unknown): unknown {
  return value instanceof Set || value instanceof Map ? [...value] : value;
}

/**
 * The owners' rules, their bases and the agreements as one text: changes with them. @throws Error where they cannot be read.
 */
export function policiesText(config: HubConfig): string {
  return textOf(policiesOf(config), agreementsOf(config));
}

interface Registers extends Pick<Extract<Access, { kind: 'protected' }>, 'roles' | 'purposes'> {
  /** Agencies are told by grants what to leave out. */
  readonly isGranted?: boolean;
}

/** @throws PolicyError, and Error where they do not hold what they must. */
async function provenRules(supergraph: Supergraph, policies: Policies, registers: Registers): Promise<LoadedPolicies> {
  const loaded = rulesOver(supergraph, policies, registers);
  await proveRules(supergraph, loaded, registers);
  return loaded;
}

/** Holds rules against Cedar and asks them on behalf of who has no right. @throws Error where they must not be served. */
export function proveRules(supergraph: Supergraph, loaded: LoadedPolicies, registers: Registers): Promise<void> {
  return provePolicies(loaded, indexOf(supergraph, registers), surroundingsOf(supergraph, registers), turn);
}

/** The owners' rules over a graph, not proven: to look at, not to release by. @throws PolicyError */
export function rulesOver(supergraph: Supergraph, policies: Policies, registers: Registers): LoadedPolicies {
  return loadPolicies(policies, indexOf(supergraph, registers), surroundingsOf(supergraph, registers));
}

function indexOf(supergraph: Supergraph, { isGranted = false }: Registers): Index {
  const { document, labels, joins, recordTypes, retentions, types } = supergraph;
  const restricted = isGranted ? restrictedTypesOf(document, supergraph) : new Map<string, AgencyName>();
  const isObject = (typeName: string) => isObjectType(types.getType(typeName));
  return { labels, records: recordTypes, retentions, restricted, isObject, owners: joins.owners };
}

function surroundingsOf(
  { subgraphs, recordAttributes, requirements }: Supergraph,
  { roles, purposes }: Registers,
): PolicySurroundings {
  return {
    roles,
    agencies: new Set(subgraphs.keys()),
    purposes: new Set(purposes?.keys()),
    recordAttributes,
    policyNames: namesIn([...requirements.types.values(), ...requirements.fields.values()], 'policies'),
    now: Date.now(),
    digest: digestOf,
  };
}
