import type { FastifyInstance, FastifyReply } from 'fastify';

const PATH = '/graphql';
/** What a request to the hub may carry beyond what every page may send. */
const HEADERS = 'authorization, content-type, dpop, hub-case, hub-on-behalf-of, hub-purpose';
/** What a page may read of an answer beyond what every page may: how to prove, and the nonce to do it with (RFC 9449 §8.2). */
const EXPOSED = 'dpop-nonce, www-authenticate';
/** How long a browser may keep the permission, seconds. */
const KEPT_S = 600;

/**
 * Lets pages of the named origins ask in a browser (https://fetch.spec.whatwg.org/#http-cors-protocol). A page of any
 * other origin gets no permission, and an answer says nothing of which origins have one. Credentials of the browser
 * (cookies) are never allowed: a caller is known by its token alone.
 *
 * @param origins exact; none: nothing is added.
 */
export function allowOrigins(app: FastifyInstance, origins: ReadonlySet<string>): void {
  if (origins.size === 0) return;
  const isAllowed = (reply: FastifyReply, origin: string | undefined): boolean => {
    // Which answer a cache between may give depends on who asks.
    reply.header('vary', 'Origin');
    if (origin === undefined || !origins.has(origin)) return false;
    reply.header('access-control-allow-origin', origin);
    return true;
  };
  // Before the caller is known: a refusal must be readable for the page as well.
  app.addHook('onRequest', async ({ method, headers, routeOptions }, reply) => {
    if (routeOptions.url !== PATH || method === 'OPTIONS') return;
    if (isAllowed(reply, headers.origin)) reply.header('access-control-expose-headers', EXPOSED);
  });
  app.options(PATH, async ({ headers }, reply) => {
    if (isAllowed(reply, headers.origin) && headers['access-control-request-method'] === 'POST') {
      reply.headers({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': HEADERS,
        'access-control-max-age': String(KEPT_S),
      });
    }
    return reply.code(204).send();
  });
}
