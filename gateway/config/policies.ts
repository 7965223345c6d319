import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { agencyName } from '../ids.ts';
import type { PolicySource } from '../policy/cedar/load.ts';
import { type Basis, basisOf, type Policies, type PolicySources } from '../policy/sources.ts';
import { wholeText } from './file.ts';

/** A file of policies or of a basis, bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Reads the owners' rules: `POLICIES/AGENCY.cedar` or `POLICIES/AGENCY/*.cedar`, and `BASES/*.json`.
 *
 * @throws Error that names the file.
 */
export function readPolicies(from: PolicySources): Policies {
  if (from.kind === 'given') return from.policies;
  return { sources: sourcesIn(from.policies), bases: readBases(from.bases) };
}

function sourcesIn(folder: string): readonly PolicySource[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name): readonly PolicySource[] => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) {
        return readPolicyFiles(name, path);
      }
      return name.endsWith('.cedar') ? [source(name.slice(0, -'.cedar'.length), path)] : [];
    });
}

/** An agency's own files of policies, `*.cedar`, by name. @throws Error that names the file. */
export function readPolicyFiles(agency: string, folder: string): readonly PolicySource[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cedar'))
    .sort()
    .map((name) => source(agency, join(folder, name)));
}

function source(agency: string, file: string): PolicySource {
  if (!agencyName(agency)) throw new Error(`${file}: must be called as the agency is: AGENCY.cedar`);
  try {
    return { agency, file, text: wholeText(file, MOST_BYTES) };
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}

/** The legal bases of a folder, `*.json`. @throws Error that names the file. */
export function readBases(folder: string): ReadonlyMap<string, Basis> {
  const bases = new Map<string, Basis>();
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.json')) continue;
    try {
      const basis = basisOf(JSON.parse(wholeText(join(folder, name), MOST_BYTES)));
      if (bases.has(basis.id)) throw new Error('its id is taken');
      bases.set(basis.id, basis);
    } catch (error) {
      // The library's own text would quote what it could not read.
      throw new Error(
        `${join(folder, name)}: ${error instanceof SyntaxError ? 'is not JSON' : (error as Error).message}`,
      );
    }
  }
  return bases;
}
