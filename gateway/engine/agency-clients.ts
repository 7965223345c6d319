import type { AgencyName } from '../ids.ts';
import { type AgencyClient, agencyClient } from './agency-client.ts';
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

export function agencyClients(limits: EngineLimits): AgencyClients {
  const byUrl = new Map<string, AgencyClient>();
  return {
    at: (urls) => (agency) => {
      const url = urls.get(agency);
      if (url === undefined || !URL.canParse(url)) return undefined;
      const known = byUrl.get(url);
      if (known) return known;
      const client = agencyClient(url, limits);
      byUrl.set(url, client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...byUrl.values()].map((client) => client[Symbol.asyncDispose]()));
    },
  };
}
