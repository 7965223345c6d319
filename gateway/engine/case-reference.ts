import { Halt } from '../halt.ts';
import type { AgencyName } from '../ids.ts';
import { isObject } from '../json.ts';
import type { AgencyClient } from './agency-client.ts';
import type { Pass, Scope } from './engine.ts';

/** What is asked of the agency that keeps a case; the field is no part of the schema callers see. */
const QUERY = `query CaseReference($id: ID!, $agency: ID!, $officer: ID!) {
  caseReference(id: $id, agency: $agency, officer: $officer) { status isAssigned }
}`;

const COORDINATES = ['CaseReference.isAssigned', 'CaseReference.status', 'Query.caseReference'];
const scopes = new Map<AgencyName, Scope>();

/** One for each agency: grants are kept by it. */
function scopeAt(agency: AgencyName): Scope {
  const scope = scopes.get(agency) ?? { agency, coordinates: COORDINATES };
  scopes.set(agency, scope);
  return scope;
}

/**
 * Asks an agency whether a case is open and an officer assigned to it. Never throws: an agency that does not answer, or
 * answers what cannot be read, has said nothing.
 *
 * @param client undefined: the agency has no address.
 * @param enter lets the call in.
 */
export async function askCaseReference(
  owner: AgencyName,
  client: AgencyClient | undefined,
  variables: { readonly id: string; readonly agency: string; readonly officer: string },
  enter: (scope: Scope) => Pass | undefined,
): Promise<'OPEN_AND_ASSIGNED' | 'NO' | 'UNKNOWN'> {
  if (!client) return 'UNKNOWN';
  // Not the caller's to end: others may wait for the same answer, and the client's own timeout ends it.
  const body = JSON.stringify({ query: QUERY, variables });
  const { data, errors } = await client.ask(body, new Halt(), enter(scopeAt(owner)));
  if (errors.length > 0) return errors.every(({ code }) => code === 'BAD_USER_INPUT') ? 'NO' : 'UNKNOWN';
  const found = data && Object.hasOwn(data, 'caseReference') ? data['caseReference'] : undefined;
  if (found === null) return 'NO';
  if (!isObject(found) || typeof found['isAssigned'] !== 'boolean') return 'UNKNOWN';
  return found['status'] === 'OPEN' && found['isAssigned'] ? 'OPEN_AND_ASSIGNED' : 'NO';
}
