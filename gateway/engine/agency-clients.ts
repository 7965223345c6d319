import type { AgencyName } from '../ids.ts';
import { type AgencyClient, agencyClient } from './agency-client.ts';
import { type Fetch, fetchClient } from './fetch-client.ts';
import type { EngineLimits } from './limits.ts';

/** The client of an agency; undefined where it has no address that can be one. */
export type ClientOf = (agency: AgencyName) => AgencyClient | undefined;

/**
 * The clients of all agencies, one for each address. They outlive a supergraph: an agency sees no more calls at once,
 * and keeps its breaker, when the supergraph changes.
 */
export interface AgencyClients extends AsyncDisposable {
  at(urls: ReadonlyMap<AgencyName, string>): ClientOf;
}

/** @param fetch in place of the hub's own client. */
export function agencyClients(limits: EngineLimits, fetch?: Fetch): AgencyClients {
  const byUrl = new Map<string, AgencyClient>();
  function clientAt(url: string | undefined): AgencyClient | undefined {
    if (url === undefined || !URL.canParse(url)) return undefined;
    const client = byUrl.get(url) ?? (fetch ? fetchClient(url, limits, fetch) : agencyClient(url, limits));
    byUrl.set(url, client);
    return client;
  }
  return {
    at: (urls) => {
      const known = new Map<AgencyName, AgencyClient | undefined>();
      return (agency) => {
        if (!known.has(agency)) known.set(agency, clientAt(urls.get(agency)));
        return known.get(agency);
      };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...byUrl.values()].map((client) => client[Symbol.asyncDispose]()));
    },
  };
}
