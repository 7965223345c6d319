import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../gateway/config/read.ts';
import { startKeyServer } from '../support/key-server.ts';
import { CLIENT, PARTNERS, startPartnerGraph } from '../support/partner.ts';
import { type Certified, certified, connected, lyingKey, postOver } from '../support/tls.ts';
import { written } from '../support/written-config.ts';

const server = await certified('hub');
const own = await certified('partner');

/** A hub that ends TLS, and a partner whose certificate is enrolled. */
async function startTls({ authorities = [] as readonly Certified[], enrolled = [own] as readonly Certified[] } = {}) {
  const tls = {
    key: server.key,
    certificate: server.cert,
    clientCertificates: 'asked',
    clientAuthorities: authorities.map(({ cert }) => cert),
  } as const;
  const partner = await startPartnerGraph({ config: { tls } });
  partner.enrolments.thumbprints(PARTNERS, CLIENT, ...enrolled.map(({ thumbprint }) => thumbprint));
  const tokenOf = ({ thumbprint }: Certified) => partner.token({ 'x5t#S256': thumbprint });
  const headersOf = (token: string, more: Readonly<Record<string, string>> = {}) => ({
    authorization: `Bearer ${token}`,
    'hub-purpose': 'RISK_ASSESSMENT',
    'content-type': 'application/json',
    ...more,
  });
  const { url } = partner.graph;
  return {
    ...partner,
    url,
    tokenOf,
    headersOf,
    /** @returns status. */
    async ask(token: string, by: { key?: string; cert?: string; agent?: Agent; maxVersion?: 'TLSv1.2' }, more = {}) {
      return (await postOver(url, by, headersOf(token, more))).status;
    },
    [Symbol.asyncDispose]: () => partner[Symbol.asyncDispose](),
  };
}

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'by %s a system is let in by its certificate, which vouches for itself',
  async (version) => {
    await using hub = await startTls();
    const token = await hub.tokenOf(own);
    const { key, cert } = own;
    const answer = await postOver(
      hub.url,
      { key, cert, minVersion: version, maxVersion: version },
      hub.headersOf(token),
    );
    expect([answer.status, JSON.parse(answer.text).data]).toEqual([
      200,
      { ships: [{ name: 'Anna' }, { name: 'Bella' }] },
    ]);
    expect(hub.graph.records.at(-1)).toMatchObject({ principal: CLIENT, outcome: 'ANSWERED' });
  },
);

test('officers without a certificate, and systems with proofs, are let in at the same door', async () => {
  await using hub = await startTls();
  expect(await hub.ask(await hub.officers.token(), {})).toBe(200);
  hub.enrolments.thumbprints(PARTNERS, CLIENT, own.thumbprint, hub.key.thumbprint);
  const token = await hub.token();
  const asked = async (nonce?: string) => {
    const dpop = await hub.key.proof(token, { htu: hub.url, nonce });
    return postOver(hub.url, {}, hub.headersOf(token, { authorization: `DPoP ${token}`, dpop }));
  };
  const first = await asked();
  expect(first.status).toBe(401);
  expect((await asked(String(first.headers['dpop-nonce']))).status).toBe(200);
});

test('a token bound to a certificate is taken with no other, with none, and by no header that speaks of one', async () => {
  await using hub = await startTls();
  const other = await certified('other');
  const token = await hub.tokenOf(own);
  expect(await hub.ask(token, other)).toBe(401);
  expect(await hub.ask(token, {})).toBe(401);
  const pem = encodeURIComponent(own.cert);
  const der = own.cert.replace(/-----[^-]+-----|\s/g, '');
  const spoofed = {
    'x-client-cert': pem,
    'x-ssl-client-cert': pem,
    'ssl-client-cert': pem,
    'x-forwarded-client-cert': `Hash=${own.thumbprint};Cert="${pem}"`,
    'x-amzn-mtls-clientcert': pem,
    'client-cert': `:${der}:`,
    'x-client-verify': 'SUCCESS',
    'x-ssl-client-verify': 'SUCCESS',
  };
  expect(await hub.ask(token, {}, spoofed)).toBe(401);
  expect(await hub.ask(token, other, spoofed)).toBe(401);
  // Nor does a header take away what the connection has.
  expect(
    await hub.ask(token, own, { 'x-client-verify': 'FAILED', 'x-client-cert': encodeURIComponent(other.cert) }),
  ).toBe(200);
  const dpop = await hub.key.proof(token, { htu: hub.url });
  expect(await hub.ask(token, own, { authorization: `DPoP ${token}`, dpop })).toBe(401);
  expect(await hub.ask(await hub.token(null), own)).toBe(401);
  expect(await hub.ask(await hub.token({ jkt: own.thumbprint }), own)).toBe(401);
  expect(hub.graph.securityLog.counts).toMatchObject({ CERTIFICATE: 4, UNBOUND: 2, NOT_PROVEN: 1 });
  expect(hub.graph.port.calls).toBe(1);
});

test('a refusal of a certificate says nothing of it, nor of the token', async () => {
  await using hub = await startTls();
  const token = await hub.tokenOf(own);
  const { status, headers, text } = await postOver(hub.url, await certified('other'), hub.headersOf(token));
  expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer']);
  expect(text).toBe(
    '{"errors":[{"message":"Send a valid access token: Authorization: Bearer …","extensions":{"code":"UNAUTHENTICATED"}}]}',
  );
});

test('a key that is not enrolled is not taken, whoever issued a token for it; both are while one turns', async () => {
  const next = await certified('partner');
  await using hub = await startTls();
  const [old, fresh] = [await hub.tokenOf(own), await hub.tokenOf(next)];
  expect([await hub.ask(old, own), await hub.ask(fresh, next)]).toEqual([200, 401]);
  hub.enrolments.thumbprints(PARTNERS, CLIENT, own.thumbprint, next.thumbprint);
  expect([await hub.ask(old, own), await hub.ask(fresh, next)]).toEqual([200, 200]);
  hub.enrolments.thumbprints(PARTNERS, CLIENT, next.thumbprint);
  expect([await hub.ask(old, own), await hub.ask(fresh, next)]).toEqual([401, 200]);
  await using keys = await startKeyServer();
  keys.keys = [{ kty: 'EC', 'x5t#S256': own.thumbprint }];
  hub.enrolments.keys.set(`${PARTNERS} ${CLIENT}`, { kind: 'jwks', url: keys.jwksUri });
  expect([await hub.ask(old, own), await hub.ask(fresh, next)]).toEqual([200, 401]);
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'by %s a certificate without its key ends the handshake: it is public, and proves nothing',
  async (version) => {
    await using hub = await startTls();
    const thief = await certified('thief');
    const key = lyingKey(own, thief);
    const token = await hub.tokenOf(own);
    const versions = { minVersion: version, maxVersion: version };
    // The same way of asking with the true key is answered; the other is ended by the hub, which looks at the signature.
    expect((await postOver(hub.url, { ...own, ...versions }, hub.headersOf(token))).status).toBe(200);
    await expect(postOver(hub.url, { key, cert: own.cert, ...versions }, hub.headersOf(token))).rejects.toThrow(
      /alert decrypt error/,
    );
    expect(hub.graph.port.calls).toBe(1);
  },
);

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'by %s no session is taken up again: each connection proves its own certificate',
  async (version) => {
    await using hub = await startTls();
    const other = await certified('other');
    const token = await hub.tokenOf(own);
    const versions = { minVersion: version, maxVersion: version };
    const { socket, sessions } = await connected(hub.url, { key: own.key, cert: own.cert, ...versions });
    const session = await new Promise<Buffer | undefined>((resolve) => {
      socket.write(`GET /health HTTP/1.1\r\nhost: hub\r\n\r\n`);
      socket.once('data', () => resolve(sessions.at(-1) ?? socket.getSession()));
    });
    socket.destroy();
    for (const [by, status] of [
      [{}, 401],
      [other, 401],
      [own, 200],
    ] as const) {
      const { key, cert } = { key: undefined, cert: undefined, ...by };
      const again = { ...versions, ...(session && { session }), ...(key && cert && { key, cert }) };
      const answer = await postOver(hub.url, again, hub.headersOf(token));
      expect([answer.status, answer.isReused]).toEqual([status, false]);
    }
  },
);

test('an agent that keeps connections and sessions is let in by each, and a certificate is not lost on the way', async () => {
  await using hub = await startTls();
  const token = await hub.tokenOf(own);
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 3,
    maxCachedSessions: 100,
    rejectUnauthorized: false,
    key: own.key,
    cert: own.cert,
  });
  for (let round = 0; round < 5; round += 1) {
    const statuses = await Promise.all(Array.from({ length: 6 }, () => hub.ask(token, { agent })));
    expect(new Set(statuses)).toEqual(new Set([200]));
  }
  agent.destroy();
});

test('a connection is not negotiated anew, and the hub lets go of one that was tried so', async () => {
  let since = 0;
  {
    await using hub = await startTls();
    const { socket } = await connected(hub.url, { key: own.key, cert: own.cert, maxVersion: 'TLSv1.2' });
    const ended = new Promise<string>((resolve) => {
      socket.once('error', () => resolve('ended'));
      socket.once('close', () => resolve('ended'));
      socket.renegotiate({ rejectUnauthorized: false }, (error) => resolve(error ? 'ended' : 'negotiated'));
    });
    expect(await Promise.race([ended, pause(3_000, 'nothing', { ref: false })])).toBe('ended');
    socket.destroy();
    since = performance.now();
  }
  expect(performance.now() - since).toBeLessThan(5_000);
});

test('a certificate that is past its end, or not yet in force, counts for nothing', async () => {
  const [past, future] = [
    await certified('past', { since: 3, until: -1 }),
    await certified('future', { since: -1, until: 2 }),
  ];
  await using hub = await startTls({ enrolled: [past, future] });
  expect(await hub.ask(await hub.tokenOf(past), past)).toBe(401);
  expect(await hub.ask(await hub.tokenOf(future), future)).toBe(401);
});

test('where authorities are named, a certificate counts only where one vouches for it', async () => {
  const authority = await certified('authority');
  const vouched = await certified('partner', { by: authority });
  await using hub = await startTls({ authorities: [authority], enrolled: [own, vouched] });
  expect(await hub.ask(await hub.tokenOf(vouched), vouched)).toBe(200);
  expect(await hub.ask(await hub.tokenOf(own), own)).toBe(401);
  expect(await hub.ask(await hub.officers.token(), {})).toBe(200);
});

test('a hub that asks for no certificates, or ends no TLS, takes no token that is bound to one', async () => {
  await using plain = await startPartnerGraph();
  plain.enrolments.thumbprints(PARTNERS, CLIENT, own.thumbprint);
  const token = await plain.token({ 'x5t#S256': own.thumbprint });
  expect((await plain.send({ authorization: `Bearer ${token}` })).status).toBe(401);
  const tls = { key: server.key, certificate: server.cert, clientCertificates: 'none', clientAuthorities: [] } as const;
  await using deaf = await startPartnerGraph({ config: { tls } });
  deaf.enrolments.thumbprints(PARTNERS, CLIENT, own.thumbprint);
  const theirs = await deaf.token({ 'x5t#S256': own.thumbprint });
  const headers = { authorization: `Bearer ${theirs}`, 'content-type': 'application/json' };
  expect((await postOver(deaf.graph.url, own, headers)).status).toBe(401);
});

test('what is older than TLS 1.2 is refused', async () => {
  await using hub = await startTls();
  const { socket } = await connected(hub.url, {}).catch(() => ({ socket: undefined }));
  expect(socket?.getProtocol()).toBe('TLSv1.3');
  socket?.destroy();
  if (socket) await once(socket, 'close');
  await expect(
    connected(hub.url, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }),
  ).rejects.toThrow();
});

test('key and certificate are read by reference, and must belong together', async () => {
  using at = written({
    open: true,
    tls: { key: { fromFile: 'key.pem' }, certificate: { fromFile: 'cert.pem' }, clientCertificates: 'asked' },
  });
  const put = (name: string, text: string) => writeFileSync(join(at.folder, name), text);
  put('key.pem', server.key);
  put('cert.pem', server.cert);
  expect(readConfig({ HUB_CONFIG: at.file }).tls).toMatchObject({ clientCertificates: 'asked', clientAuthorities: [] });
  put('key.pem', own.key);
  expect(() => readConfig({ HUB_CONFIG: at.file })).toThrow(/tls\.key: is not the key of the certificate/);
  put('key.pem', 'no key');
  expect(() => readConfig({ HUB_CONFIG: at.file })).toThrow(/tls\.key: must be a private key in PEM/);
  put('cert.pem', 'no certificate');
  expect(() => readConfig({ HUB_CONFIG: at.file })).toThrow(/tls\.certificate: must be a file of certificates in PEM/);
});
