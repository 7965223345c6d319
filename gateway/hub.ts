import { randomUUID } from 'node:crypto';
import { fixedKeys, type HubKeys, hubKeysOf, type KeptKeys, keysFromFile } from '../standards/grant/keys.ts';
import type { QuotaStore } from './agreements/quota.ts';
import { memoryQuotas, postgresQuotas } from './agreements/quota-store.ts';
import { keysOf } from './agreements/register.ts';
import type { HubConfig } from './config.ts';
import { serveGraphiql } from './console/graphiql.ts';
import { agencyClients } from './engine/agency-clients.ts';
import { askCaseReference } from './engine/case-reference.ts';
import { OPEN_DOORS } from './engine/engine.ts';
import type { Fetch } from './engine/fetch-client.ts';
import { HubError } from './errors.ts';
import { PolicyFault } from './generation.ts';
import { type Grants, grants } from './grants/grants.ts';
import { caseConfirmation } from './identity/cases.ts';
import type { KeyEnrolments } from './identity/enrolment.ts';
import { type Identity, openIdentity, type WhoAsks } from './identity/identity.ts';
import { IDENTITY_LIMITS, type IdentityLimits } from './identity/limits.ts';
import { type SecurityLog, securityLog } from './identity/security-log.ts';
import { decisionId } from './ids.ts';
import { actsOf, databaseLedger } from './ledger/database.ts';
import { impatient, type Ledger, streamLedger } from './ledger/ledger.ts';
import type { LedgerWarning } from './ledger/ledger-writer.ts';
import { Metrics } from './metrics.ts';
import { allowOrigins } from './pipeline/cors.ts';
import { type Caller, closeDoor, httpDoor } from './pipeline/http.ts';
import { answer } from './pipeline/index.ts';
import { partnerAsked } from './pipeline/partners.ts';
import type { Pdp } from './pipeline/pdp.ts';
import { admission } from './pipeline/quota.ts';
import { recordRefusal } from './pipeline/record.ts';
import { type HubStatus, statusText } from './pipeline/status.ts';
import { peersOf } from './pipeline/tls.ts';
import { type Serving, serving } from './serving.ts';

/** A running gateway. Disposing it lets running requests end. */
export interface Hub extends AsyncDisposable {
  readonly url: string;
  /** An issuer's key is in wrong hands: its keys are let go of at once, by this process, and asked for anew. */
  reloadKeys(issuer: string): Promise<void>;
  /** Verified tokens this process keeps. */
  readonly cachedTokens: number;
  /** Told of each supergraph that takes the place of the one before. */
  onChange(listener: () => void): void;
}

/** What a caller of startHub may put in place of the default. */
export interface HubParts {
  readonly ledger?: Ledger;
  /** Tells who asks in place of access tokens. */
  readonly identity?: WhoAsks;
  /** Keys of the systems that may call; none: no caller of a `bound` issuer is let in. */
  readonly enrolments?: KeyEnrolments;
  /** Answers for names in @policy in place of the owners' rules. */
  readonly pdp?: Pdp;
  /** Sends requests to agencies in place of the hub's own client. */
  readonly fetch?: Fetch;
  /** Where faults are told to the operator. */
  readonly fault?: (error: unknown) => void;
  /** Where refusals of unknown callers are counted; lines on standard error unless given. */
  readonly securityLog?: SecurityLog;
  /** What differs from IDENTITY_LIMITS. */
  readonly identityLimits?: Partial<IdentityLimits>;
  /** Counts what partners ask and are given, in place of the registry or this process. */
  readonly quotas?: QuotaStore;
}

/** Longest wait for the ledger before the door opens, milliseconds. */
const OPENING_MS = 5_000;

/** Wires the rooms and opens the door. @throws Error where the supergraph cannot be served. */
export async function startHub(config: HubConfig, parts: HubParts = {}): Promise<Hub> {
  const fault = parts.fault ?? toStandardError;
  const running: AsyncDisposable[] = [];
  const use = <Part extends AsyncDisposable>(part: Part): Part => {
    running.unshift(part);
    return part;
  };
  const close = async () => {
    for (const part of running.splice(0)) await part[Symbol.asyncDispose]();
  };
  try {
    const kept = parts.ledger ?? ledgerOf(config, fault, use);
    const ledger = impatient(kept);
    const acts = actsOf(ledger, fault);
    use({ [Symbol.asyncDispose]: async () => acts[Symbol.dispose]() });
    const metrics = new Metrics();
    const clients = use(agencyClients(config.engine.limits, parts.fetch));
    const keys = grantKeys(config, fault);
    use({ [Symbol.asyncDispose]: async () => keys?.[Symbol.dispose]() });
    const granting = keys && grants(keys);
    const listening = { origin: '' };
    // Asked at each request, when there is something served.
    const register = () => served.agreements().all;
    const enrolments = parts.enrolments ?? { of: (issuer, client) => keysOf(register(), issuer, client) };
    const address = () => `${config.publicUrl ?? listening.origin}/graphql`;
    const identity = await identityOf(config, { ...parts, enrolments }, address);
    if (identity) use(identity);
    const isSuspended = (agreement: string) => identity?.isSuspended(agreement) ?? false;
    const quotas = use(parts.quotas ?? quotasOf(config));
    const rooms = { clients, ledger, acts, fault, grants: granting, metrics, isSuspended, quotas, pdp: parts.pdp };
    const served: Serving = use(await serving(config, rooms));
    const app = await httpDoor({
      served,
      caller: callerOf(config, identity, { served, granting, quotas }, parts),
      answer: (exchange, asked, schema) => {
        const rooms = served.roomsOf(schema);
        if (!rooms) throw new HubError('INTERNAL_ERROR');
        return answer(exchange, asked, rooms);
      },
      partnerAnswer: async (exchange, request) => {
        const audience = exchange.agreement && served.audienceOf(exchange.agreement);
        // INVARIANT: a partner is never answered from the officers' graph.
        if (!audience) throw new HubError('AGREEMENT_NOT_IN_FORCE');
        return answer(exchange, partnerAsked(exchange, request, audience), audience.rooms);
      },
      refuse: (exchange, code) => recordRefusal(exchange, code, ledger),
      fault,
      metrics,
      status: () => statusText({ agencies: standingOf(served), ledger: kept.status }),
      tls: config.tls,
    });
    use({ [Symbol.asyncDispose]: () => closeDoor(app) });
    allowOrigins(app, config.origins ?? new Set());
    if (config.isGraphiqlServed) await serveGraphiql(app);
    // A database that is there has made its tables by then; one that is not keeps nobody from being told so.
    await acts.kept(OPENING_MS);
    await app.listen({ host: config.host, port: config.port });
    listening.origin = app.listeningOrigin;
    return {
      url: `${app.listeningOrigin}/graphql`,
      reloadKeys: async (issuer) => identity?.reloadKeys(issuer),
      get cachedTokens() {
        return identity?.cachedTokens ?? 0;
      },
      onChange: (listener) => served.onChange(listener),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param address where callers call the hub. */
async function identityOf(
  { access, registryUrl, workers = 1 }: HubConfig,
  parts: HubParts,
  address: () => string,
): Promise<Identity | undefined> {
  if (access.kind === 'open') return undefined;
  const { issuers } = access;
  // A proof that one worker has seen would be new to the next.
  if (workers > 1 && registryUrl === undefined && issuers.some(({ binding }) => binding === 'bound')) {
    throw new Error('Several workers that check proofs need a registry.');
  }
  const { identityLimits: limits, identity, enrolments } = parts;
  const log = parts.securityLog ?? securityLog({ write: (line) => void process.stderr.write(line) });
  return openIdentity({ issuers, registryUrl, log, limits, of: identity, enrolments, address });
}

/** @throws Error where its keys cannot be read. */
function ledgerOf(
  { ledger }: HubConfig,
  fault: (error: unknown) => void,
  use: <Part extends AsyncDisposable>(part: Part) => Part,
): Ledger {
  if (!ledger) return streamLedger(process.stdout);
  return use(databaseLedger(ledger, { fault, warning: warn }));
}

/** As faults are told: for who operates this machine. */
function warn(warning: LedgerWarning): void {
  process.stderr.write(`${JSON.stringify({ ...warning, kind: 'ledger', warning: warning.kind })}\n`);
}

function standingOf(served: Serving): HubStatus['agencies'] {
  return new Map(
    [...served.agencies].map((agency) => {
      const client = served.clientOf(agency);
      return [agency, client ? (client.isLeftAlone ? 'LEFT_ALONE' : 'ASKED') : 'NO_ADDRESS'];
    }),
  );
}

/** @throws Error where they cannot be read. */
function grantKeys({ grants: told }: HubConfig, fault: (error: unknown) => void): KeptKeys<HubKeys> | undefined {
  if (!told) return undefined;
  return told.kind === 'keys' ? fixedKeys(told.keys) : keysFromFile(told.path, hubKeysOf, fault);
}

/** Shared where there is a registry, else of this process alone. */
function quotasOf({ registryUrl }: HubConfig): QuotaStore {
  return registryUrl === undefined ? memoryQuotas() : postgresQuotas(registryUrl);
}

/** What lies behind the door. */
interface Behind {
  readonly served: Serving;
  readonly granting: Grants | undefined;
  readonly quotas: QuotaStore;
}

function callerOf(
  { access, tls }: HubConfig,
  identity: Identity | undefined,
  { served, granting, quotas }: Behind,
  parts: HubParts,
): Caller {
  if (access.kind === 'open' || !identity) return { kind: 'anybody' };
  const confirm = caseConfirmation(
    (owner, question, { viewer, purpose }) => {
      // The case is what is being asked about: the grant names none yet.
      const exchange = { viewer, purpose, caseReference: undefined, actingFor: undefined };
      const enter = granting?.enter({ ...exchange, decisionId: decisionId(randomUUID()) }) ?? OPEN_DOORS;
      return askCaseReference(owner, served.clientOf(owner), question, enter);
    },
    { ...IDENTITY_LIMITS, ...parts.identityLimits },
  );
  const { purposes, isAnonymousServed } = access;
  const { agreements } = served;
  const purpose = purposes && { purposes, confirm, agreements, admit: admission(quotas) };
  return { kind: 'identified', identity, purpose, isAnonymousServed, peerOf: peersOf(tls) };
}

/** Name and place of the fault; its text may hold a value and is left out. */
function toStandardError(error: unknown): void {
  if (error instanceof PolicyFault) {
    process.stderr.write(`${JSON.stringify({ kind: 'policy-fault', policies: error.policies })}\n`);
    return;
  }
  const name = error instanceof Error ? error.name : 'unknown';
  const place = error instanceof Error ? (error.stack?.split('\n').slice(1, 4).join('') ?? '') : '';
  process.stderr.write(`${JSON.stringify({ kind: 'fault', name, place })}\n`);
}
