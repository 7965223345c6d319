import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { type DocumentNode, type GraphQLError, Kind, parse, Source } from 'graphql';
import mercurius from 'mercurius';
import type { SignedGrant } from './claims.ts';
import { passingCursorSecrets, readCursorSecrets } from './cursor-secrets.ts';
import { type CursorKeys, canonical, cursorKeys } from './cursors.ts';
import type { Agency, KitContext, OpenAgency } from './define.ts';
import { type GrantTrust, guardDoor } from './door.ts';
import { drainOnClose } from './drain.ts';
import { declaredErrors } from './errors.ts';
import { type LedgerNames, ledgerNamesFrom } from './ledger-names.ts';
import { countWhenAsked } from './listing.ts';
import { mappingProblems } from './mapping.ts';
import { answerWithErrors, decisionOf, type Execution, logRequests } from './request-log.ts';
import { restrictedTypes, restrictSchema } from './restrict-schema.ts';
import { within } from './within.ts';

export interface SubgraphOptions {
  /** Address of the agency's existing system; empty for an agency that keeps none. */
  readonly sourceUrl: string;
  /** How long that system may take for one question, milliseconds; 5,000 unless said otherwise. */
  readonly sourceTimeoutMs?: number | undefined;
  /** Loopback unless said otherwise. */
  readonly host?: string;
  /** 0: any free port. */
  readonly port?: number;
  /** Level of the subgraph's own log, one JSON object a line; silent unless said otherwise. */
  readonly logLevel?: string;
  /** Where its lines go; standard output unless said otherwise. */
  readonly log?: { write(line: string): void };
  /** How long it may take to end, so that no call is lost, milliseconds; at once unless said otherwise. */
  readonly drainMs?: number;
  /** Who is let in. */
  readonly grants: GrantTrust;
  /** File of the secrets that seal cursors, the same for every instance of the agency; made at random where left out. */
  readonly cursorKeyFile?: string | undefined;
  /** File of the keys by which the disclosure ledger names records, for the agency that reads it; nobody else has it. */
  readonly ledgerNamingFile?: string | undefined;
}

export interface RunningSubgraph extends AsyncDisposable {
  readonly name: string;
  /** Address of the GraphQL door. */
  readonly url: string;
}

/** The definitions every subgraph's SDL shares; schema/protection.graphql is their one source. */
const PROTECTION = new URL('../../schema/protection.graphql', import.meta.url);
/** What an SDL without a head of its own is given. */
const HEAD = new URL('../../schema/subgraph-head.graphql', import.meta.url);

/** Operations over this are refused before they are read: the gateway's largest batches stay well below. */
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

/** A grant names every field that may be asked. */
const HEADER_BYTES = 96 * 1024;

/** By when a call's last byte must have come, milliseconds; and how often it is looked whether it has. */
const REQUEST_MS = 15_000;
const REQUEST_LOOK_MS = 5_000;

/** A probe that asks a system is answered by then, milliseconds. */
const READY_TIMEOUT_MS = 2_000;

/** A system whose connections do not close in this time is left to the operating system, milliseconds. */
const CLOSE_TIMEOUT_MS = 5_000;

/** What an address that is none gets. */
const REFUSED = { status: 'refused' };

/**
 * The agency's SDL together with the definitions of the protection directives, and the head where it has none.
 *
 * @param file what to call it where every part of it is to know its place; left out, none does.
 */
export function subgraphDocument(agency: Pick<Agency, 'schema'>, file?: string): DocumentNode {
  const own = readFileSync(agency.schema, 'utf8');
  // Behind the agency's own text, which is whole by itself: its lines keep their numbers.
  const added = hasHead(parse(new Source(own, file))) ? [PROTECTION] : [HEAD, PROTECTION];
  const text = [own, ...added.map((file) => readFileSync(file, 'utf8'))].join('\n');
  return parse(new Source(text, file), { noLocation: file === undefined });
}

/** An SDL says itself by which federation it goes (`@link`), or leaves it to the kit. */
function hasHead({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (each) =>
      (each.kind === Kind.SCHEMA_DEFINITION || each.kind === Kind.SCHEMA_EXTENSION) &&
      each.directives?.some(({ name }) => name.value === 'link'),
  );
}

/** Starts an agency's subgraph. Disposing it lets running requests end, then closes the agency's system. */
export async function startSubgraph(agency: Agency, options: SubgraphOptions): Promise<RunningSubgraph> {
  const app = fastify({
    logger: {
      level: options.logLevel ?? 'silent',
      name: agency.name,
      ...(options.log && { stream: options.log }),
    },
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_MS,
    // Its own lines hold addresses, and those of GET requests the whole operation.
    logController: new LogController({ disableRequestLogging: true }),
    // Its own words repeat the address.
    frameworkErrors: (_error, _request, reply) => {
      reply.raw.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(REFUSED));
    },
    http: { maxHeaderSize: HEADER_BYTES, headersTimeout: REQUEST_MS, connectionsCheckingInterval: REQUEST_LOOK_MS },
    // Whoever still has a connection is answered; that answer ends it (drainOnClose).
    return503OnClosing: false,
  });
  drainOnClose(app, options.drainMs ?? 0);
  const { ledgerNamingFile: naming } = options;
  const ledgerNames = naming === undefined ? undefined : ledgerNamesFrom(naming, (error) => app.log.warn(error));
  const open = agency.open(options.sourceUrl, {
    cursorKeys: keysFrom(options.cursorKeyFile, app.log),
    ledgerNames,
    timeoutMs: options.sourceTimeoutMs,
  });
  let closing: Promise<void> | undefined;
  // Disposed of twice, it ends once: whoever stops it early need not tell its owner.
  const close = () => {
    closing ??= closed(app, open, ledgerNames);
    return closing;
  };
  try {
    const url = await listening(agency, open, app, options);
    return { name: agency.name, url: `${url}/graphql`, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listening(agency: Agency, open: OpenAgency, app: FastifyInstance, options: SubgraphOptions) {
  const document = subgraphDocument(agency);
  const declared = agency.errorCodes === undefined ? new Map() : declaredErrors(document, agency.errorCodes);
  const problems = agency.mapping === undefined ? [] : mappingProblems(document, agency.mapping);
  if (problems.length > 0) throw new Error(`the mapping does not fit the schema:\n${problems.join('\n')}`);
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: agency.resolvers as never }]);
  const restricted = restrictedTypes(document, agency.restricted);
  restrictSchema(schema, restricted);
  countWhenAsked(schema);
  const answer = (execution: Execution, { request }: Pick<FastifyReply, 'request'>) =>
    answerWithErrors(execution, declared, app.log, decisionOf(request));
  const door = guardDoor(app, { agency: agency.name, schema, trust: options.grants, restricted }, (error, reply) => {
    const { statusCode, response } = answer({ errors: [error as unknown as GraphQLError] }, reply);
    return reply.code(statusCode).send(response);
  });
  await app.register(mercurius, {
    schema,
    context: (request: FastifyRequest) => {
      const grant = door.grantOf(request);
      const asked = { viewerClass: classOf(grant), residuals: grant?.residuals ?? [] };
      return { ...open.context(asked), ...asker(grant) };
    },
    jit: 1,
    // Left to the door, which tells whoever was not let in nothing else than ever.
    errorHandler: false,
    errorFormatter: (execution: Execution, { reply }) => answer(execution, reply),
  });
  logRequests(app);
  addOtherDoors(app, open.ready);
  return app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
}

async function closed(app: FastifyInstance, open: OpenAgency, names: LedgerNames | undefined): Promise<void> {
  try {
    await app.close();
  } finally {
    names?.[Symbol.dispose]();
    await within(CLOSE_TIMEOUT_MS, Promise.resolve(open[Symbol.asyncDispose]()), undefined);
  }
}

/** Who asks and what for, as the grant says. */
function asker(grant: SignedGrant | undefined): Pick<KitContext<unknown>, 'viewer' | 'purpose'> {
  return { viewer: grant?.viewer, purpose: grant?.purpose };
}

/** What of a caller rules may read, the person apart: lists are the same for all of a class. */
function classOf(grant: SignedGrant | undefined): string {
  if (!grant) return '';
  const { agency, country, roles, clearance, post } = grant.viewer;
  // In whatever order an issuer names them.
  const sorted = [...roles].sort();
  return canonical([agency, country, sorted, clearance, post, grant.purpose, grant.caseReference, grant.onBehalfOf]);
}

function keysFrom(file: string | undefined, log: FastifyBaseLogger): CursorKeys {
  if (file !== undefined) return cursorKeys(readCursorSecrets(file));
  log.warn('cursors are sealed by a key of this run: name a file in HUB_CURSOR_KEY_FILE for pages that outlast it');
  return cursorKeys(passingCursorSecrets());
}

function addOtherDoors(app: FastifyInstance, ready: () => Promise<boolean>): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(REFUSED));
  app.get('/health', async () => ({ status: 'alive' }));
  // Anybody may ask: however many do, the agency's system is asked by one at a time.
  let asking: Promise<boolean> | undefined;
  const answer = async () => within(READY_TIMEOUT_MS, ready(), false);
  app.get('/ready', async (_request, reply) => {
    asking ??= answer().catch(() => false);
    const isReady = await asking.finally(() => {
      asking = undefined;
    });
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'source-unavailable' });
  });
}
