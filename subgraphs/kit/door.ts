import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type AgencyKeys, agencyKeysOf, type KeptKeys, keysFromFile } from '../../standards/grant/keys.ts';
import { GRANT_HEADER, type GrantClaims, PROOF_HEADER } from '../../standards/grant/wire.ts';
import { grantCheck } from './grants.ts';
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
  readonly bytes: Buffer;
  readonly grant: GrantClaims | undefined;
}

/** What is known of requests that are under way. */
export interface Door {
  /** The grant a request came under; undefined where doors are open. */
  grantOf(request: FastifyRequest): GrantClaims | undefined;
}

/** Lets in nobody but the hub, before anything is resolved. Its fault is in the agency's own log alone. */
export function guardDoor(app: FastifyInstance, agency: string, schema: GraphQLSchema, trust: GrantTrust): Door {
  const known = new WeakMap<FastifyRequest, Read>();
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    known.set(request, { bytes: bytes as Buffer, grant: undefined });
    try {
      done(null, JSON.parse(bytes.toString()));
    } catch {
      // Refused below where grants are asked for; by the GraphQL server where they are not.
      done(null, null);
    }
  });
  if (trust === 'off') return { grantOf: () => undefined };
  const check = grantCheck({ agency, schema, keys: trust.keys, isSchemaOpen: trust.isSchemaOpen ?? false });
  app.addHook('preValidation', async (request, reply) => {
    if (PROBES.has(request.url)) return;
    const { headers, body } = request;
    const decision = decisionOf(request) ?? '';
    const found = check({
      grant: headers[GRANT_HEADER],
      proof: headers[PROOF_HEADER],
      decision,
      body: known.get(request)?.bytes ?? Buffer.alloc(0),
      query: request.method === 'POST' ? (body as { readonly query?: unknown } | null)?.query : undefined,
    });
    if (typeof found === 'string') {
      request.log.warn({ fault: found, decision }, 'a call was not let in');
      return reply.code(403).send(REFUSAL);
    }
    known.set(request, { bytes: Buffer.alloc(0), grant: found });
  });
  return { grantOf: (request) => known.get(request)?.grant };
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
