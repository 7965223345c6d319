import { hash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { request } from 'undici';
import { startPostgres } from '../../demo/postgres/server.ts';
import { hubHome } from '../../demo/start/home.ts';
import { readConfig } from '../../gateway/config/read.ts';
import { HubError } from '../../gateway/errors.ts';
import { startHub } from '../../gateway/hub.ts';
import type { KeyEnrolments } from '../../gateway/identity/enrolment.ts';
import { type Identity, openIdentity } from '../../gateway/identity/identity.ts';
import { ALGORITHMS, type Algorithm } from '../../gateway/identity/issuer.ts';
import { securityLog } from '../../gateway/identity/security-log.ts';
import { median } from '../measure/figures.ts';
import { say, spread, table } from '../measure/report.ts';
import type { Question } from './question.ts';

/** Proofs of one round: each is good for once. */
const PROOFS = 304;
/** As many callers as there are at the same time. */
const AT_ONCE = 8;
/** Many and short: what else the machine does comes and goes in seconds. */
const ROUNDS = 11;
const CLIENT = 'bench-system';
const ADDRESS = 'https://hub.bench/graphql';
/** One nonce for the whole question. */
const LIMITS = { nonceMs: 3_600_000, proofMs: 600_000, proofStateMs: 5_000 };
const BODY = '{"query":"{ __typename }"}';

/** What does it cost that a caller proves the key of their token? */
export const boundTokens: Question = {
  name: 'bound-tokens',
  needsPeers: false,
  async ask() {
    await using database = await startPostgres({ folder: `${hubHome()}/bench` });
    const issuers = await issuersOf();
    const rows = [['key of the proof', 'remembered by', 'CPU µs', 'wall µs']];
    for (const algorithm of ALGORITHMS) {
      const key = await keyOf(algorithm);
      for (const registryUrl of [undefined, database.url]) {
        await using identity = await identityOf(issuers, key, registryUrl);
        const [cpu, wall] = await proofsOf(identity, await issuers.token({ jkt: key.thumbprint }), key);
        rows.push([algorithm, registryUrl ? 'the registry' : 'the process', spread(cpu), spread(wall)]);
        say(rows.at(-1)?.join(' · ') ?? '');
      }
    }
    const requests = await wholeRequests(issuers, database.url);
    return [
      `One proof of possession checked beside a token that is known: ${PROOFS} proofs a round, ${AT_ONCE} at once, none sent before. CPU of the`,
      'whole process, its threads included, without PostgreSQL’s own.',
      `Median of ${ROUNDS} rounds (least–most).`,
      '',
      ...table(rows),
      '',
      'One request `{ __typename }` of a hub and its callers in one process, in turns; proofs by ES256 keys, remembered by the',
      'registry, signed before.',
      '',
      ...table(requests),
    ];
  },
};

interface Key {
  readonly thumbprint: string;
  proof(token: string, address: string, nonce: string): Promise<string>;
}

async function keyOf(algorithm: Algorithm): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    proof: (token, htu, nonce) =>
      new SignJWT({ jti: randomUUID(), htm: 'POST', htu, nonce, ath: hash('sha256', token, 'base64url') })
        .setProtectedHeader({ alg: algorithm, typ: 'dpop+jwt', jwk })
        .setIssuedAt()
        .sign(privateKey),
  };
}

/** An issuer of systems and one of officers, as a gateway is told of them. */
async function issuersOf() {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' };
  // Of one role: a partner's would be answered under an agreement, by another graph.
  const roles = ['auditor'];
  const entry = (name: string, binding: string) => ({
    issuer: `https://${name}.bench`,
    audience: 'hub',
    keys: { jwks: { keys: [jwk] } },
    binding,
    speaksFor: { agencies: [name], countries: ['UG'], roles },
  });
  const entries = [entry('systems', 'bound'), entry('desk', 'bearer')];
  const token = (cnf?: object) =>
    new SignJWT({
      ...(cnf ? { cnf, agency: 'systems' } : { agency: 'desk' }),
      roles,
      country: 'UG',
      purposes: ['AUDIT'],
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
      .setSubject(CLIENT)
      .setIssuer(cnf ? 'https://systems.bench' : 'https://desk.bench')
      .setAudience('hub')
      .setIssuedAt()
      .setExpirationTime('2h')
      .sign(privateKey);
  const config = readConfig({ HUB_ISSUERS: JSON.stringify(entries), HUB_PORT: '0' });
  return { config, token };
}

type Issuers = Awaited<ReturnType<typeof issuersOf>>;

function enrolmentOf({ thumbprint }: Key): KeyEnrolments {
  const enrolment = { kind: 'thumbprints', thumbprints: new Set([thumbprint]) } as const;
  return { of: () => enrolment };
}

async function identityOf({ config }: Issuers, key: Key, registryUrl: string | undefined): Promise<Identity> {
  return openIdentity({
    issuers: config.access.kind === 'protected' ? config.access.issuers : [],
    registryUrl,
    log: securityLog({ write() {} }),
    limits: { ...LIMITS, cachedMs: 600_000 },
    enrolments: enrolmentOf(key),
    address: () => ADDRESS,
  });
}

/** The nonce that a refusal tells. */
async function nonceOf(identity: Identity, token: string): Promise<string> {
  const refused = await identity.prove(token, { proof: '', method: 'POST' }).catch((error: unknown) => error);
  const nonce = refused instanceof HubError ? refused.challenge?.nonce : undefined;
  if (nonce === undefined) throw new Error('no nonce was told');
  return nonce;
}

async function proofsOf(identity: Identity, token: string, key: Key): Promise<readonly [number[], number[]]> {
  const nonce = await nonceOf(identity, token);
  const found: readonly [number[], number[]] = [[], []];
  // Round 0 is not counted: what runs the first time is compiled in it.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const proofs = await Promise.all(Array.from({ length: PROOFS }, () => key.proof(token, ADDRESS, nonce)));
    const [cpu, wall] = await each(PROOFS, async () => {
      for (let at = 0; at < PROOFS; at += AT_ONCE) {
        const some = proofs.slice(at, at + AT_ONCE);
        await Promise.all(some.map((proof) => identity.prove(token, { proof, method: 'POST' })));
      }
    });
    if (round === 0) continue;
    found[0].push(cpu);
    found[1].push(wall);
  }
  return found;
}

async function wholeRequests(issuers: Issuers, registryUrl: string): Promise<readonly (readonly string[])[]> {
  const key = await keyOf('ES256');
  await using hub = await startHub(
    { ...issuers.config, registryUrl },
    {
      ledger: { append: async () => {}, act: async () => {} },
      enrolments: enrolmentOf(key),
      identityLimits: LIMITS,
      securityLog: securityLog({ write() {} }),
    },
  );
  const [officer, token] = [await issuers.token(), await issuers.token({ jkt: key.thumbprint })];
  const sent = async (headers: Readonly<Record<string, string>>) => {
    const {
      statusCode,
      headers: answered,
      body,
    } = await request(hub.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'hub-purpose': 'AUDIT', ...headers },
      body: BODY,
    });
    await body.dump();
    return { statusCode, nonce: String(answered['dpop-nonce']) };
  };
  const { nonce } = await sent({ authorization: `DPoP ${token}`, dpop: 'a.b.c' });
  const [bearer, proven, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const proofs = await Promise.all(Array.from({ length: PROOFS }, () => key.proof(token, hub.url, nonce)));
    const all = async (headersOf: (proof: string) => Readonly<Record<string, string>>) => {
      const [cpu] = await each(PROOFS, async () => {
        for (let at = 0; at < PROOFS; at += AT_ONCE) {
          const answers = await Promise.all(proofs.slice(at, at + AT_ONCE).map((proof) => sent(headersOf(proof))));
          if (answers.some(({ statusCode }) => statusCode !== 200)) throw new Error('the hub refused');
        }
      });
      return cpu;
    };
    const one = await all(() => ({ authorization: `Bearer ${officer}` }));
    const other = await all((dpop) => ({ authorization: `DPoP ${token}`, dpop }));
    if (round === 0) continue;
    bearer.push(one);
    proven.push(other);
    ratios.push(other / one);
  }
  say(`a request: bearer ${spread(bearer)} µs, proven ${spread(proven)} µs`);
  const more = (median(proven) - median(bearer)).toFixed(0);
  return [
    ['bearer CPU µs', 'proven CPU µs', 'proven − bearer µs', 'proven ÷ bearer'],
    [spread(bearer), spread(proven), more, spread(ratios)],
  ];
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
