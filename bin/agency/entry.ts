import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AgencyName, agencyName } from '../../gateway/ids.ts';
import { ROOT } from '../compose/root.ts';

/** What the national graph knows of an agency beside its SDL and its rules. */
export interface AgencyEntry {
  /** In the graph: small letters and digits. */
  readonly name: AgencyName;
  /** For people. */
  readonly title: string;
  /** Where its subgraph is asked. */
  readonly url: string;
  /** Whom to write to about it. */
  readonly contact: string;
  /** Its system while it is developed: an address, or a file of its folder. */
  readonly source: string | undefined;
  /** Who is let in by its subgraph: whom the hub gave a grant, or whoever reaches it. */
  readonly door: Door;
}

/** `grants`: as the kit does it. `network`: it looks at no grant, so the network has to keep others away. */
export type Door = 'grants' | 'network';

const REGISTER = new URL('schema/agencies.json', ROOT);

/** The register of the agencies of this tree. @throws Error that names what is wrong. */
export function registered(): readonly AgencyEntry[] {
  const entries = jsonIn(fileURLToPath(REGISTER));
  if (!Array.isArray(entries)) throw new Error('schema/agencies.json must be a list');
  return entries.map((entry: unknown, at) => entryOf(entry, `schema/agencies.json, entry ${at + 1}`));
}

/** An agency's own file. @throws Error that names it and says what to write. */
export function readEntry(file: string): AgencyEntry {
  return entryOf(jsonIn(file), file);
}

function entryOf(json: unknown, where: string): AgencyEntry {
  const wrong = (what: string): never => {
    throw new Error(`${where}: ${what}`);
  };
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return wrong('must be an object');
  const entry = new Map<string, unknown>(Object.entries(json));
  const text = (member: string, example: string): string => {
    const value = entry.get(member);
    return typeof value === 'string' && value !== '' ? value : wrong(`"${member}" must be a text, as ${example}`);
  };
  const name =
    ownName(entry.get('name')) ?? wrong('"name" must be a name of small letters and digits, as "ports", and not "hub"');
  const url = text('url', '"https://ports.example/graphql"');
  if (!/^https?:/.test(url) || !URL.canParse(url)) wrong('"url" must be the http(s) address of the subgraph');
  const { username, password } = new URL(url);
  if (username !== '' || password !== '')
    wrong('"url" holds a user or a password, and would be published with the graph');
  return {
    name,
    title: text('title', '"Port authority"'),
    url,
    contact: text('contact', '"desk@ports.example"'),
    source: entry.get('source') === undefined ? undefined : text('source', '"register.csv"'),
    door: doorOf(entry.get('door')) ?? wrong('"door" must be "grants" (made with the kit) or "network"'),
  };
}

/** What differs in case alone people would take for one another; the file of the gateway's own keys is called hub. */
function ownName(said: unknown): AgencyName | undefined {
  return typeof said === 'string' && /^[a-z][a-z0-9]{0,30}$/.test(said) && said !== 'hub'
    ? agencyName(said)
    : undefined;
}

/** What says nothing of grants looks at none. */
function doorOf(said: unknown): Door | undefined {
  if (said === undefined) return 'network';
  return said === 'grants' || said === 'network' ? said : undefined;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(`${file}: is not JSON; write {"name": …, "title": …, "url": …, "contact": …}`);
  }
}
