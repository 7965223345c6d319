import type { Configuration, Provider, ResourceServer } from 'oidc-provider';
import type { SigningKeys } from './keys.ts';
import { PERSONAS, type Persona, personaOf } from './personas.ts';

/** Grant of the token endpoint (RFC 6749 §4.5): whoever names a persona gets its token. */
export const PERSONA_GRANT = 'urn:hub:persona';
/** `aud` of its tokens (RFC 8707: the resource they are for). */
export const AUDIENCE = 'hub';
export const CLIENT_ID = 'hub-token';
/** Member of its metadata that says what it is. */
export const DEVELOPMENT_MARK = 'hub_development_provider';
/** Longest and usual life of a token, seconds. */
export const LONGEST_TOKEN_S = 12 * 3600;
const USUAL_TOKEN_S = 3600;

/** What the grant is asked with. */
interface Asked {
  readonly persona?: string;
  /** Purposes the token is to hold, separated by blanks; none: all of the persona's. */
  readonly purposes?: string;
  /** Life of the token, seconds. */
  readonly lifetime?: string;
}

/** oidc-provider with one grant that gives a persona's access token (RFC 9068), signed by the keys. */
export async function openIdProvider(issuer: string, keys: SigningKeys): Promise<Provider> {
  const { provider, errors } = await quietly(async () => {
    const library = await import('oidc-provider');
    return { provider: new library.Provider(issuer, configuration(keys)), errors: library.errors };
  });
  provider.registerGrantType<Asked>(
    PERSONA_GRANT,
    async (ctx) => {
      const { client, params } = ctx.oidc;
      const persona = personaOf(params.persona);
      if (!persona)
        throw new errors.InvalidRequest(`persona must be one of ${PERSONAS.map(({ name }) => name).join(', ')}`);
      if (!purposesOf(persona, params.purposes)) {
        throw new errors.InvalidRequest(`purposes must be of ${persona.purposes.join(', ')}`);
      }
      const seconds = lifetimeOf(params.lifetime);
      if (!seconds) throw new errors.InvalidRequest(`lifetime must be from 1 to ${LONGEST_TOKEN_S} seconds`);
      const token = new provider.AccessToken({
        client,
        accountId: `demo:${persona.name}`,
        grantId: persona.name,
        gty: PERSONA_GRANT,
        expiresIn: seconds,
        resourceServer: new provider.ResourceServer(AUDIENCE, hubAsResource(keys)),
      });
      ctx.body = { access_token: await token.save(), expires_in: seconds, token_type: 'Bearer' };
    },
    ['persona', 'purposes', 'lifetime'],
  );
  return provider;
}

function configuration(keys: SigningKeys): Configuration {
  return {
    jwks: { keys: [...keys.all] },
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        grant_types: [PERSONA_GRANT],
        response_types: [],
        redirect_uris: [],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    discovery: { [DEVELOPMENT_MARK]: true },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: { enabled: true, getResourceServerInfo: () => hubAsResource(keys) },
    },
    extraTokenClaims: (ctx, token) => {
      const persona = 'accountId' in token ? personaOf(token.accountId?.replace(/^demo:/, '')) : undefined;
      const purposes = persona && purposesOf(persona, ctx.oidc.params?.['purposes']);
      return persona && purposes && claimsOf(persona, purposes);
    },
  };
}

function hubAsResource(keys: SigningKeys): ResourceServer {
  return {
    scope: '',
    audience: AUDIENCE,
    accessTokenFormat: 'jwt',
    accessTokenTTL: USUAL_TOKEN_S,
    jwt: { sign: { alg: 'ES256', kid: keys.signingKeyId } },
  };
}

function claimsOf(persona: Persona, purposes: readonly string[]): Record<string, unknown> {
  const { agency, country, roles, clearance, post, onBehalfOf } = persona;
  return { agency, country, roles, ...(clearance && { clearance }), post, purposes, on_behalf_of: onBehalfOf };
}

/** Purposes within the persona's; undefined where one is not. */
function purposesOf(persona: Persona, asked: unknown): readonly string[] | undefined {
  if (typeof asked !== 'string') return persona.purposes;
  const purposes = asked.split(' ').filter(Boolean);
  return purposes.every((purpose) => persona.purposes.includes(purpose)) ? purposes : undefined;
}

function lifetimeOf(asked: string | undefined): number | undefined {
  if (asked === undefined) return USUAL_TOKEN_S;
  const seconds = /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  return seconds >= 1 && seconds <= LONGEST_TOKEN_S ? seconds : undefined;
}

/**
 * The library warns of each release of Node that it is not developed on (it is tested here on those that are supported)
 * and of keeping what it keeps in memory, which is what is wanted here.
 */
export async function quietly<Value>(load: () => Promise<Value>): Promise<Value> {
  const { warn } = console;
  console.warn = (text: unknown, ...rest: unknown[]) => {
    if (!/Unsupported runtime|in-memory adapter/.test(String(text))) warn(text, ...rest);
  };
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}
