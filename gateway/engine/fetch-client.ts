import { nothing, readAnswer } from './agency-answer.ts';
import type { AgencyClient } from './agency-client.ts';
import type { EngineLimits } from './limits.ts';

/** Sends a request in place of the hub's own client. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A client over a given fetch: timeout and size as the hub's own; connections are the fetch's own affair. */
export function fetchClient(url: string, limits: EngineLimits, fetch: Fetch): AgencyClient {
  return {
    isLeftAlone: false,
    async ask(body, halt, pass) {
      const abort = new AbortController();
      const stop = (): void => abort.abort();
      const timer = setTimeout(stop, limits.fetchMs);
      halt.add(stop);
      try {
        if (halt.isHalted) return nothing('UNAVAILABLE');
        const headers = headersOf(['content-type', 'application/json', ...(pass?.(body) ?? [])]);
        const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: abort.signal });
        if (response.status >= 500) return nothing('UNAVAILABLE');
        const bytes = Buffer.from(await response.arrayBuffer());
        if (bytes.length > limits.answerBytes) return nothing('INVALID');
        return readAnswer([bytes], bytes.length);
      } catch {
        return nothing('UNAVAILABLE');
      } finally {
        clearTimeout(timer);
        halt.remove(stop);
      }
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Names and values in turn. */
function headersOf(list: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at < list.length; at += 2) headers[list[at] ?? ''] = list[at + 1] ?? '';
  return headers;
}
