import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type AgencyKeys, agencyKeysOf, type KeptKeys, keysFromFile } from '../../standards/grant/keys.ts';
import { GRANT_HEADER, PROOF_HEADER } from '../../standards/grant/wire.ts';
import type { SignedGrant } from './claims.ts';
import { type GrantFault, type GrantOpening, grantCheck } from './grants.ts';
import { decisionOf } from './request-log.ts';

/** How an agency knows that it is the hub that asks. `off`: it lets everybody in, for tests and while developing. */
export type GrantTrust = 'off' | { readonly keys: KeptKeys<AgencyKeys>; readonly isSchemaOpen?: boolean };

/** What everybody gets who is not let in, whatever the cause: the same bytes. */
const REFUSAL = Object.freeze({
  errors: [{ message: 'Ask through the hub.', extensions: { code: 'GRANT_REQUIRED' } }],
});

/** Doors that tell nothing. */
const PROBES = new Set(['/health', '/ready']);

interface Read {
  /** Of the headers: undefined where doors are open. */
  readonly opening?: GrantOpening;
  readonly bytes?: Buffer;
  readonly grant?: SignedGrant;
}

/** Whose door it is. */
export interface DoorRoom {
  readonly agency: string;
  readonly schema: GraphQLSchema;
  readonly trust: GrantTrust;
  /** Types whose records the agency restricts by residuals. */
  readonly restricted: ReadonlySet<string>;
}

/** What is known of requests that are under way. */
export interface Door {
  /** The grant a request came under; undefined where doors are open. */
  grantOf(request: FastifyRequest): SignedGrant | undefined;
}

/**
 * Lets in nobody but the hub, before anything is resolved, and before a body is read of anybody who has no grant. Its
 * fault is in the agency's own log alone.
 *
 * @param answerWithError what is told of an error to whoever was let in; anybody else is refused as ever.
 */
export function guardDoor(
  app: FastifyInstance,
  { agency, schema, trust, restricted }: DoorRoom,
  answerWithError: (error: FastifyError, reply: FastifyReply) => unknown,
): Door {
  const known = new WeakMap<FastifyRequest, Read>();
  readBytes(app, known);
  if (trust === 'off') {
    app.setErrorHandler((error: FastifyError, _request, reply) => answerWithError(error, reply));
    return { grantOf: () => undefined };
  }
  const check = grantCheck({ agency, schema, keys: trust.keys, isSchemaOpen: trust.isSchemaOpen ?? false, restricted });
  const refuse = (request: FastifyRequest, reply: FastifyReply, fault: GrantFault) => {
    request.log.warn({ fault, decision: decisionOf(request) ?? '' }, 'a call was not let in');
    return reply.code(403).send(REFUSAL);
  };
  app.addHook('onRequest', async (request, reply) => {
    if (isProbe(request)) return;
    const { headers } = request;
    const opening = check.headers({ grant: headers[GRANT_HEADER], proof: headers[PROOF_HEADER] });
    if (typeof opening === 'string') return refuse(request, reply, opening);
    known.set(request, { opening });
  });
  app.addHook('preValidation', async (request, reply) => {
    if (isProbe(request)) return;
    const { opening, bytes = Buffer.alloc(0) } = known.get(request) ?? {};
    const query = request.method === 'POST' ? (request.body as { readonly query?: unknown } | null)?.query : undefined;
    const found = opening
      ? check.call(opening, { decision: decisionOf(request) ?? '', body: bytes, query })
      : ('MISSING' as const);
    if (typeof found === 'string') return refuse(request, reply, found);
    known.set(request, { grant: found });
  });
  app.setErrorHandler((error: FastifyError, request, reply) =>
    known.get(request)?.grant || isProbe(request)
      ? answerWithError(error, reply)
      : refuse(request, reply, 'BODY_INVALID'),
  );
  return { grantOf: (request) => known.get(request)?.grant };
}

/** A body that is proven is one of bytes. */
function readBytes(app: FastifyInstance, known: WeakMap<FastifyRequest, Read>): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    known.set(request, { ...known.get(request), bytes: bytes as Buffer });
    try {
      done(null, JSON.parse(bytes.toString()));
    } catch {
      // Refused below where grants are asked for; by the GraphQL server where they are not.
      done(null, null);
    }
  });
}

/** Bodies are none of theirs. */
function isProbe({ url, method }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && PROBES.has(url);
}

/** What a subgraph's process is told of grants. */
interface GrantEnvironment {
  readonly HUB_GRANT_KEYS_FILE?: string | undefined;
  readonly HUB_GRANTS?: string | undefined;
  readonly NODE_ENV?: string | undefined;
}

/**
 * Reads whom to let in: HUB_GRANT_KEYS_FILE, or HUB_GRANTS=off outside production.
 *
 * @throws Error that says what to do.
 */
export function grantTrust(environment: GrantEnvironment, fault: (error: unknown) => void): GrantTrust {
  const { HUB_GRANT_KEYS_FILE: path, HUB_GRANTS: grants, NODE_ENV: mode } = environment;
  if (path) return { keys: keysFromFile(path, agencyKeysOf, fault) };
  if (grants === 'off' && mode !== 'production') return 'off';
  throw new Error(
    grants === 'off'
      ? 'HUB_GRANTS=off is refused in production: name the agency’s keys by HUB_GRANT_KEYS_FILE (hub grants makes them).'
      : 'name the agency’s keys by HUB_GRANT_KEYS_FILE (hub grants makes them), or, while developing, say HUB_GRANTS=off.',
  );
}
