import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readBases } from '../../gateway/config/policies.ts';
import type { Basis, Policies } from '../../gateway/policy/sources.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { ROOT } from '../compose/root.ts';
import { registered } from './entry.ts';
import { type AgencyFolder, type Brought, broughtBy } from './folder.ts';
import { joinedAgencies } from './joined.ts';

/**
 * The national contract as it was published: what an agency's neighbours say and what their rules are, without their
 * code. It is all that an agency needs of them to be composed, checked and tried.
 */

const SCHEMA = new URL('schema/', ROOT);
/** Every agency's SDL, as `hub compose` publishes it. */
export const PUBLISHED_SDL = new URL('subgraphs/', SCHEMA);

/** The agencies of the national graph. */
export function publishedAgencies(): readonly Brought[] {
  // Those of the tree are made with the kit.
  const own = registered().map((entry) => ({ ...entry, door: 'grants' as const }));
  return [...own, ...joinedAgencies().map(({ entry }) => entry)].map(({ name, url, door }) => {
    const file = `schema/policies/${name}.cedar`;
    const path = fileURLToPath(new URL(file, ROOT));
    const schema = publishedSdl(name);
    const document = subgraphDocument({ schema }, schema.href.replace(ROOT.href, ''));
    const policies = existsSync(path) ? [{ agency: name, file, text: readFileSync(path, 'utf8') }] : [];
    return { part: { name, url, document }, policies, isKit: door === 'grants' };
  });
}

/** The published agencies with this one in the place of what was published of it. */
export function withAgency(agency: AgencyFolder, from: URL): readonly Brought[] {
  const others = publishedAgencies().filter(({ part }) => part.name !== agency.entry.name);
  return [...others, broughtBy(agency, from)];
}

/** The rules that agencies bring, and the bases that any of them may cite. */
export function policiesOf(brought: readonly Brought[]): Policies {
  return { sources: brought.flatMap(({ policies }) => policies), bases: publishedBases() };
}

export function publishedSdl(agency: string): URL {
  return new URL(`${agency}.graphql`, PUBLISHED_SDL);
}

export function publishedBases(): ReadonlyMap<string, Basis> {
  return readBases(fileURLToPath(new URL('bases/', SCHEMA)));
}
