import { CLIENT_ID, PERSONA_GRANT } from './openid.ts';

/** What a token is asked for. */
export interface TokenWish {
  readonly persona: string;
  /** None: all that the persona may state. */
  readonly purposes?: readonly string[];
  /** Life of the token, seconds; an hour unless said otherwise. */
  readonly lifetimeSeconds?: number;
}

const PATIENCE_MS = 10_000;

/** How it is asked: `fetch`, unless the provider is behind an authority of its own. */
type Ask = typeof fetch;

/**
 * Asks the development identity provider for a persona's access token, where its metadata says it gives them.
 *
 * @throws Error with what the provider said.
 */
export async function personaToken(issuer: string, wish: TokenWish, ask: Ask = fetch): Promise<string> {
  const metadata = await json(ask, `${issuer}/.well-known/openid-configuration`);
  const answer = await json(ask, String(metadata['token_endpoint']), {
    method: 'POST',
    body: new URLSearchParams({
      client_id: CLIENT_ID,
      grant_type: PERSONA_GRANT,
      persona: wish.persona,
      ...(wish.purposes && { purposes: wish.purposes.join(' ') }),
      ...(wish.lifetimeSeconds && { lifetime: String(wish.lifetimeSeconds) }),
    }),
  });
  if (typeof answer['access_token'] === 'string') return answer['access_token'];
  throw new Error(`The identity provider gives no token: ${answer['error_description'] ?? answer['error']}`);
}

async function json(ask: Ask, url: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const response = await ask(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => {
    throw new Error(`No identity provider answers at ${new URL(url).origin}; start one with npm start`);
  });
  return (await response.json()) as Record<string, unknown>;
}
