import type { SecretEntry } from './document.ts';
import type { Path } from './problems.ts';
import type { Reading } from './reading.ts';

/** True where the host of the address is this machine: what it says can be said by anybody who works on it. */
export function isOfThisMachine({ hostname }: URL): boolean {
  return (
    /^(?:.+\.)?localhost\.?$/.test(hostname) ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname) ||
    ['0.0.0.0', '[::1]', '[::]'].includes(hostname) ||
    /^\[::ffff:(?:7f[0-9a-f]{2}:|0:0\])/.test(hostname)
  );
}

/** An address without user and password; undefined and a problem where it is none. */
export function addressOf(reading: Reading, path: Path, text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return reading.problem(path, 'must be a URL: https://host/…');
  if (url.username || url.password) return reading.problem(path, 'must hold no user and no password; take them out');
  return url;
}

/**
 * An address whose answers decide whom the hub believes: https, so that nobody on the way can speak for it. An identity
 * provider to develop with may be on this machine; production believes none there.
 */
export function believedAddress(
  reading: Reading,
  path: Path,
  text: string,
  { isDevelopment, isProduction }: { isDevelopment: boolean; isProduction: boolean },
): void {
  const url = addressOf(reading, path, text);
  if (!url) return;
  if (url.hash || url.search) reading.problem(path, 'must have neither query nor fragment; take them out');
  const isHere = isOfThisMachine(url);
  if (isHere && isProduction) {
    reading.problem(path, 'is of this machine, which production does not believe; name the real identity provider');
  } else if (isHere && !isDevelopment) {
    reading.problem(
      path,
      'is of this machine; say "development": true where it is an identity provider to develop with',
    );
  } else if (!isHere && url.protocol !== 'https:') {
    reading.problem(path, 'must be https: by http anybody on the way could speak for it');
  }
}

/** An origin (RFC 6454 §6.2) that may be allowed: https, or of this machine; undefined and a problem where not. */
export function originOf(reading: Reading, path: Path, text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.origin !== text) {
    return reading.problem(path, 'must be an exact origin such as https://desk.example: no path, no wildcard');
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isOfThisMachine(url))) return text;
  return reading.problem(path, 'must be https, or http of this machine');
}

/** The address of a database, with its password, by its reference; undefined and a problem where it is none. */
export function postgresUrlOf(reading: Reading, path: Path, entry: SecretEntry): string | undefined {
  const text = reading.secret(path, entry);
  if (text === undefined || (URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol))) return text;
  return reading.problem(path, 'must be a PostgreSQL address: postgres://user:password@host/database');
}
