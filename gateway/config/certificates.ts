import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { TlsConfig } from '../config.ts';
import type { ConfigDocument, FileEntry } from './document.ts';
import type { Path } from './problems.ts';
import type { Reading } from './reading.ts';

/** Texts of files of certificates (PEM). */
export function certificatesOf(reading: Reading, files: readonly FileEntry[], path: Path): readonly string[] {
  return files.flatMap((file, at) => certificateOf(reading, file, [...path, at])?.text ?? []);
}

/** @returns the file's text and the first certificate in it. */
function certificateOf(reading: Reading, file: FileEntry, path: Path) {
  const text = reading.textOf(path, file);
  if (text === undefined) return undefined;
  const first = reading.attempt(path, 'must be a file of certificates in PEM', () => new X509Certificate(text));
  return first && { text, first };
}

/** Key and certificate by which the gateway ends TLS itself; undefined: it does not, or they cannot be used. */
export function tlsOf(reading: Reading, { tls }: ConfigDocument): TlsConfig | undefined {
  if (!tls) return undefined;
  const key = reading.secret(['tls', 'key'], tls.key);
  const certificate = certificateOf(reading, tls.certificate, ['tls', 'certificate']);
  const clientAuthorities = certificatesOf(reading, tls.clientAuthorities ?? [], ['tls', 'clientAuthorities']);
  const clientCertificates = tls.clientCertificates ?? 'none';
  if (clientAuthorities.length > 0 && clientCertificates === 'none') {
    reading.problem(
      ['tls', 'clientAuthorities'],
      'vouch for certificates of callers; say "clientCertificates": "asked"',
    );
  }
  if (key === undefined || !certificate) return undefined;
  const own = reading.attempt(['tls', 'key'], 'must be a private key in PEM, without a passphrase', () =>
    createPrivateKey(key),
  );
  if (own && !certificate.first.checkPrivateKey(own)) {
    reading.problem(['tls', 'key'], 'is not the key of the certificate; name the two that belong together');
  }
  return own && { key, certificate: certificate.text, clientCertificates, clientAuthorities };
}
