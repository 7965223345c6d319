import { constants, hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ServerOptions } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { TlsConfig } from '../config.ts';
import type { Peer } from '../identity/possession.ts';

/** How long a handshake may take, milliseconds. */
const HANDSHAKE_MS = 10_000;
const NO_PEER: Peer = { certificate: undefined };

/**
 * How the hub ends TLS itself. Where certificates of callers are asked for, the handshake proves that a caller holds the
 * certificate's key, whoever made the certificate: it is what a token is bound to that says whose it is (RFC 8705 §2.2,
 * §3). So that each connection proves it for itself, none takes up an earlier one's session, and none is negotiated anew.
 */
export function tlsOptions({ key, certificate, clientCertificates, clientAuthorities }: TlsConfig): ServerOptions {
  return {
    key,
    cert: certificate,
    minVersion: 'TLSv1.2',
    handshakeTimeout: HANDSHAKE_MS,
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
    requestCert: clientCertificates === 'asked',
    // Officers' clients have none, and a certificate nobody vouches for proves its key all the same.
    rejectUnauthorized: false,
    ...(clientAuthorities.length > 0 && { ca: [...clientAuthorities] }),
  };
}

/**
 * What the connection of a request has proven. Headers that speak of certificates are none of it: whoever ends TLS
 * before the hub can write them, and so can everybody else.
 *
 * @param tls undefined: the hub ends no TLS, and no connection proves anything.
 */
export function peersOf(tls: TlsConfig | undefined): (request: IncomingMessage) => Peer {
  if (tls?.clientCertificates !== 'asked') return () => NO_PEER;
  const isVouchedFor = tls.clientAuthorities.length > 0;
  const peers = new WeakMap<object, Peer>();
  return ({ socket }) => {
    const known = peers.get(socket);
    if (known) return known;
    const peer = { certificate: certificateOf(socket, isVouchedFor) };
    peers.set(socket, peer);
    return peer;
  };
}

/** SHA-256 of the DER, base64url (RFC 8705 §3.1); undefined where there is none that counts. */
function certificateOf(socket: object, isVouchedFor: boolean): string | undefined {
  if (!(socket instanceof TLSSocket) || (isVouchedFor && !socket.authorized)) return undefined;
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return undefined;
  const now = Date.now();
  const isInForce = Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo);
  return isInForce ? hash('sha256', certificate.raw, 'base64url') : undefined;
}
