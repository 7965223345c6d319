import { rootCertificates } from 'node:tls';
import { Agent, request } from 'undici';
import type { Issuer } from './issuer.ts';
import { KeySourceError } from './key-set.ts';
import type { IdentityLimits } from './limits.ts';

/** Reads JSON from an issuer's addresses. */
export interface JsonFetcher extends AsyncDisposable {
  /** @throws KeySourceError */
  get(url: string): Promise<unknown>;
}

/**
 * No redirect is followed, nothing is decompressed, and the whole answer has one time and one size: what is at the other
 * end may be broken or lie.
 */
export function jsonFetcher(
  { certificateAuthorities }: Pick<Issuer, 'certificateAuthorities'>,
  { fetchMs, fetchBytes }: Pick<IdentityLimits, 'fetchMs' | 'fetchBytes'>,
): JsonFetcher {
  const ca = certificateAuthorities.length > 0 ? [...rootCertificates, ...certificateAuthorities] : undefined;
  // An agent of its own: what one issuer's certificates vouch for is nothing to the others.
  // Said here, certificates are checked whatever NODE_TLS_REJECT_UNAUTHORIZED, left over from trying things out, says.
  const connect = { timeout: fetchMs, rejectUnauthorized: true, ...(ca && { ca }) };
  const agent = new Agent({ connections: 1, connect });
  return {
    async get(url) {
      const text = await textAt(url, agent, fetchMs, fetchBytes);
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new KeySourceError('NOT_JSON');
      }
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

async function textAt(url: string, agent: Agent, fetchMs: number, fetchBytes: number): Promise<string> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), fetchMs);
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      signal: stop.signal,
      headers: { accept: 'application/json' },
    });
    if (statusCode !== 200) throw new KeySourceError('STATUS');
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > fetchBytes) throw new KeySourceError('TOO_LARGE');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
  } catch (error) {
    throw error instanceof KeySourceError ? error : new KeySourceError('UNREACHABLE');
  } finally {
    clearTimeout(timer);
    // Ends what is still under way, such as the rest of a body that is too large.
    stop.abort();
  }
}

/** True for an address of this machine. */
export function isLoopback(url: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

/** @throws KeySourceError ADDRESS where it is neither https nor, where that is allowed, on this machine. */
export function checkedAddress(text: unknown, mayBePlain: boolean): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && mayBePlain && isLoopback(url))) return url.href;
  throw new KeySourceError('ADDRESS');
}
