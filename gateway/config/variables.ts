import type { Path } from './problems.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** An environment variable and the place in the configuration that it stands above. */
export interface Variable {
  readonly name: string;
  readonly path: Path;
  /** @throws Error that says what is expected, never what was read. */
  read(text: string): unknown;
}

const asText = (text: string): unknown => text;

/** Every variable a gateway reads, beside HUB_CONFIG, which names the file, and NODE_ENV. */
export const VARIABLES: readonly Variable[] = [
  { name: 'HUB_MODE', path: ['mode'], read: asText },
  { name: 'HUB_SUPERGRAPH', path: ['supergraph'], read: asText },
  { name: 'HUB_SUBGRAPHS', path: ['subgraphs'], read: asJson('a JSON object: agency → URL of its subgraph') },
  { name: 'HUB_OPEN', path: ['open'], read: asFlag },
  { name: 'HUB_ISSUERS', path: ['issuers'], read: asJson('a JSON list of issuers (docs/operate.md)') },
  { name: 'HUB_ROLES', path: ['roles'], read: asText },
  { name: 'HUB_PURPOSES', path: ['purposes'], read: asText },
  { name: 'HUB_POLICIES', path: ['policies'], read: asText },
  { name: 'HUB_BASES', path: ['bases'], read: asText },
  { name: 'HUB_AGREEMENTS', path: ['agreements'], read: asText },
  { name: 'HUB_PARTNER_OPERATIONS', path: ['partnerOperations'], read: asText },
  { name: 'HUB_ANONYMOUS', path: ['anonymous'], read: asText },
  {
    name: 'HUB_REGISTRY_URL',
    path: ['registry', 'databaseUrl'],
    read: () => ({ fromEnvironment: 'HUB_REGISTRY_URL' }),
  },
  {
    name: 'HUB_REGISTRY_URL_FILE',
    path: ['registry', 'databaseUrl'],
    read: (text) => ({ fromFile: text }),
  },
  { name: 'HUB_LEDGER', path: ['ledger'], read: asText },
  { name: 'HUB_LEDGER_URL', path: ['ledger', 'databaseUrl'], read: () => ({ fromEnvironment: 'HUB_LEDGER_URL' }) },
  { name: 'HUB_LEDGER_URL_FILE', path: ['ledger', 'databaseUrl'], read: (text) => ({ fromFile: text }) },
  { name: 'HUB_LEDGER_NAMING_FILE', path: ['ledger', 'naming'], read: (text) => ({ fromFile: text }) },
  { name: 'HUB_LEDGER_SPOOL', path: ['ledger', 'spool'], read: (text) => (text === 'off' ? text : { folder: text }) },
  { name: 'HUB_LEDGER_INSTANCE', path: ['ledger', 'instance'], read: asText },
  { name: 'HUB_LEDGER_SIGNING_FILE', path: ['ledger', 'signing'], read: (text) => ({ fromFile: text }) },
  { name: 'HUB_LEDGER_CHECKPOINTS', path: ['ledger', 'checkpoints', 'folder'], read: asText },
  {
    name: 'HUB_LEDGER_OWNERS',
    path: ['ledger', 'owners'],
    read: asJson('a JSON object: agency → { "fromFile": PATH }'),
  },
  { name: 'HUB_GRANTS', path: ['grants'], read: asText },
  { name: 'HUB_GRANTS_FILE', path: ['grants'], read: (text) => ({ fromFile: text }) },
  { name: 'HUB_PSEUDONYM_KEY_FILE', path: ['pseudonymKey'], read: (text) => ({ fromFile: text }) },
  { name: 'HUB_PUBLIC_URL', path: ['publicUrl'], read: asText },
  { name: 'HUB_TLS_KEY_FILE', path: ['tls', 'key'], read: (text) => ({ fromFile: text }) },
  { name: 'HUB_TLS_CERTIFICATE_FILE', path: ['tls', 'certificate'], read: (text) => ({ fromFile: text }) },
  { name: 'HUB_TLS_CLIENT_CERTIFICATES', path: ['tls', 'clientCertificates'], read: asText },
  { name: 'HUB_HOST', path: ['listen', 'host'], read: asText },
  { name: 'HUB_PORT', path: ['listen', 'port'], read: asNumber },
  { name: 'HUB_WORKERS', path: ['workers'], read: asNumber },
  { name: 'HUB_ENGINE', path: ['engine', 'kind'], read: asText },
  { name: 'HUB_PLANNER', path: ['engine', 'planner'], read: asText },
  { name: 'HUB_LIMITS', path: ['engine', 'limits'], read: asJson('a JSON object: limit → number (docs/operate.md)') },
  { name: 'HUB_OPERATIONS', path: ['operations'], read: asText },
  { name: 'HUB_GRAPHIQL', path: ['graphiql'], read: asFlag },
  { name: 'HUB_CORS_ORIGINS', path: ['cors', 'origins'], read: (text) => text.split(/[\s,]+/).filter(Boolean) },
];

/** The library's own text would quote what it could not read. */
function asJson(form: string): (text: string) => unknown {
  return (text) => {
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(`must be ${form}`);
    }
  };
}

function asNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Error('must be a whole number');
}

function asFlag(text: string): boolean {
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw new Error('must be 1 or 0');
}
