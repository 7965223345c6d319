import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Identity, openIdentity } from '../../gateway/identity/identity.ts';
import { ALGORITHMS, type Algorithm, ISSUER_DEFAULTS, type Issuer } from '../../gateway/identity/issuer.ts';
import { securityLog } from '../../gateway/identity/security-log.ts';
import { agencyName, roleName } from '../../gateway/ids.ts';
import { say, spread, table } from '../measure/report.ts';
import type { Question } from './question.ts';

const TOKENS = 400;
const WARM_CALLS = 50_000;
/** Many and short: what else the machine does comes and goes in seconds. */
const ROUNDS = 15;

/** What does it cost to know who asks? */
export const verification: Question = {
  name: 'verification',
  needsPeers: false,
  async ask() {
    const rows = [['algorithm', 'cold CPU µs', 'cold wall µs', 'warm CPU µs', 'warm wall µs']];
    for (const algorithm of ALGORITHMS) {
      const { issuer, tokens } = await issuerWith(algorithm);
      // Nothing kept: each verification is the first one.
      await using cold = await identityOf(issuer, 0);
      await using warm = await identityOf(issuer, 600_000);
      const found = await measured(cold, warm, tokens);
      rows.push([algorithm, ...found.map(spread)]);
      say(`${algorithm}: cold ${spread(found[0])} µs, warm ${spread(found[2])} µs`);
    }
    return [
      `One access token verified: signature, header, claims, what its issuer may say. Cold: ${TOKENS} tokens, none known before.`,
      `Warm: ${WARM_CALLS.toLocaleString('en')} times tokens verified before, the same ${TOKENS}. CPU of the whole process, its threads included.`,
      `Median of ${ROUNDS} rounds (least–most).`,
      '',
      ...table(rows),
    ];
  },
};

type Figures = [number[], number[], number[], number[]];

async function measured(cold: Identity, warm: Identity, tokens: readonly string[]): Promise<Figures> {
  const found: Figures = [[], [], [], []];
  for (const token of tokens) await warm.verify(token);
  // Round 0 is not counted: what runs the first time is compiled in it.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const first = await each(tokens.length, async () => {
      for (const token of tokens) await cold.verify(token);
    });
    const again = await each(WARM_CALLS, async () => {
      for (let call = 0; call < WARM_CALLS; call += 1) {
        const viewer = warm.verify(tokens[call % tokens.length] ?? '');
        if (viewer instanceof Promise) throw new Error('the token is not known');
      }
    });
    if (round > 0) for (const [at, value] of [...first, ...again].entries()) found[at]?.push(value);
  }
  return found;
}

/** Microseconds a call, CPU and wall. */
async function each(calls: number, work: () => Promise<void>): Promise<readonly [number, number]> {
  const cpu = process.cpuUsage();
  const since = performance.now();
  await work();
  const wall = (performance.now() - since) * 1000;
  const { user, system } = process.cpuUsage(cpu);
  return [(user + system) / calls, wall / calls];
}

function identityOf(issuer: Issuer, cachedMs: number): Promise<Identity> {
  const log = securityLog({ write() {} });
  return openIdentity({ issuers: [issuer], registryUrl: undefined, log, limits: { cachedMs } });
}

async function issuerWith(algorithm: Algorithm): Promise<{ issuer: Issuer; tokens: readonly string[] }> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: algorithm };
  const agency = agencyName('accounts');
  const role = roleName('bench-reader');
  if (!agency || !role) throw new Error('not a name');
  const issuer: Issuer = {
    ...ISSUER_DEFAULTS,
    issuer: 'https://identity.bench',
    audience: 'hub',
    keys: { kind: 'keys', jwks: { keys: [jwk] } },
    speaksFor: {
      agencies: new Set([agency]),
      countries: new Set(['UG']),
      roles: new Set([role]),
      onBehalfOf: new Set(),
      scopes: new Set(),
    },
  };
  const tokens = Array.from({ length: TOKENS }, (_each, at) =>
    new SignJWT({ agency, country: 'UG', roles: [role], purposes: ['RISK_ASSESSMENT', 'BORDER_CHECK'] })
      .setProtectedHeader({ alg: algorithm, kid: 'bench', typ: 'at+jwt' })
      .setSubject(`officer-${at + 1}`)
      .setIssuer(issuer.issuer)
      .setAudience('hub')
      .setIssuedAt()
      .setExpirationTime('2h')
      .sign(privateKey),
  );
  return { issuer, tokens: await Promise.all(tokens) };
}
