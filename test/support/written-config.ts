import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

export type Json = Record<string, unknown>;

/** An issuer in whose entry nothing is wrong. */
export const ISSUER: Json = {
  issuer: 'https://identity.example',
  audience: 'hub',
  keys: { discovery: true },
  speaksFor: { agencies: ['border'], countries: ['UG'], roles: ['auditor'] },
};

/** A secret that must show up nowhere. */
export const SECRET = 'postgres://hub:correct-horse@db.example/registry';

/** A folder with a file of this content; other files may be put beside it. */
export function written(content: unknown, name = 'hub.config.yaml') {
  const folder = mkdtempSync(join(tmpdir(), 'hub-config-'));
  const file = join(folder, name);
  const text =
    typeof content === 'string' ? content : name.endsWith('.json') ? JSON.stringify(content) : stringify(content);
  writeFileSync(file, text);
  return { folder, file, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
