import { TLSSocket } from 'node:tls';
import type { ClientMetadata, Configuration, Provider, ResourceServer } from 'oidc-provider';
import { publicPart } from '../partner-client/tokens.ts';
import type { SigningKeys } from './keys.ts';
import { AUDIENCE, DEVELOPMENT_MARK, quietly } from './openid.ts';
import { PARTNERS, type Partner, partnerKeys } from './partners.ts';

/** Where it is below the address of the identity provider: an issuer of its own, since all of its tokens are bound. */
export const PARTNERS_PATH = '/partners';
/** Where each partner publishes its keys: in the demo one machine is everybody's. */
export const KEYS_PATH = '/partner-keys/';
/** Of a partner's second client, whose tokens are bound to the certificate of its connection (RFC 8705 §3). */
const BY_CERTIFICATE = '-mtls';
/** The hub by a name that is an address (RFC 8707 §2); its tokens name it as all others do. */
const RESOURCE = 'urn:hub:graphql';
const TOKEN_S = 600;

/**
 * An issuer of systems: client credentials (RFC 6749 §4.4), said who by a signed assertion (RFC 7523 §2.2), for tokens
 * that are bound to the key of a proof (RFC 9449 §5) or to a certificate.
 *
 * @param folder of the partners' keys; missing ones are made.
 */
export async function partnerProvider(issuer: string, keys: SigningKeys, folder: string): Promise<Provider> {
  const clients = await Promise.all(PARTNERS.map((partner) => clientsOf(partner, folder)));
  return quietly(async () => new (await import('oidc-provider')).Provider(issuer, configuration(keys, clients.flat())));
}

async function clientsOf(partner: Partner, folder: string): Promise<readonly ClientMetadata[]> {
  const { authentication } = await partnerKeys(folder, partner);
  const common: ClientMetadata = {
    client_id: partner.client,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [{ ...publicPart(authentication), use: 'sig' } as never] },
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    id_token_signed_response_alg: 'ES256',
  };
  return [
    { ...common, dpop_bound_access_tokens: true },
    { ...common, client_id: partner.client + BY_CERTIFICATE, tls_client_certificate_bound_access_tokens: true },
  ];
}

function configuration(keys: SigningKeys, clients: readonly ClientMetadata[]): Configuration {
  return {
    jwks: { keys: [...keys.all] },
    clients: [...clients],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    discovery: { [DEVELOPMENT_MARK]: true },
    ttl: { ClientCredentials: TOKEN_S },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        getCertificate: ({ req: { socket } }) =>
          socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.toString() : undefined,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        getResourceServerInfo: () => hubForPartners(keys),
      },
    },
    extraTokenClaims: (_ctx, token) => {
      const client = token.clientId?.replace(new RegExp(`${BY_CERTIFICATE}$`), '');
      const partner = PARTNERS.find((each) => each.client === client);
      if (!partner) return undefined;
      const { agency, country, roles, purposes } = partner;
      return { agency, country, roles, purposes };
    },
  };
}

function hubForPartners(keys: SigningKeys): ResourceServer {
  return {
    scope: '',
    audience: AUDIENCE,
    accessTokenFormat: 'jwt',
    accessTokenTTL: TOKEN_S,
    jwt: { sign: { alg: 'ES256', kid: keys.signingKeyId } },
  };
}

/** What the gateway is told of it, beside the provider of the personas. */
export function partnerIssuer(identity: string): object {
  return {
    issuer: identity + PARTNERS_PATH,
    audience: AUDIENCE,
    keys: { discovery: true },
    development: true,
    binding: 'bound',
    speaksFor: {
      agencies: PARTNERS.map(({ agency }) => agency),
      countries: PARTNERS.map(({ country }) => country),
      roles: [...new Set(PARTNERS.flatMap(({ roles }) => roles))],
    },
  };
}
