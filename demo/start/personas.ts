import { AUDIENCE, LONGEST_TOKEN_S } from '../identity/openid.ts';
import { PERSONAS } from '../identity/personas.ts';
import { personaToken } from '../identity/token.ts';

/** Every persona's access token, for as long as the provider gives them. */
export async function personaTokens(issuer: string): Promise<Readonly<Record<string, string>>> {
  const tokens = await Promise.all(
    PERSONAS.map(async ({ name: persona }) => {
      return [persona, await personaToken(issuer, { persona, lifetimeSeconds: LONGEST_TOKEN_S })] as const;
    }),
  );
  return Object.fromEntries(tokens);
}

/** What the gateway is told of the provider (`issuers[0]` of its configuration). */
export function demoIssuer(issuer: string, agencies: readonly string[]): object {
  const all = (values: (persona: (typeof PERSONAS)[number]) => readonly string[]) => [
    ...new Set(PERSONAS.flatMap(values)),
  ];
  return {
    issuer,
    audience: AUDIENCE,
    keys: { discovery: true },
    development: true,
    speaksFor: {
      agencies,
      countries: all(({ country }) => [country]),
      roles: all(({ roles }) => roles),
      onBehalfOf: all(({ onBehalfOf }) => onBehalfOf),
    },
  };
}
