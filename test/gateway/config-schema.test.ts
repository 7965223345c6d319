import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { stringify } from 'yaml';
import { readConfig } from '../../gateway/config/read.ts';
import { SCHEMA_FILE } from '../../gateway/config/validate.ts';
import { VARIABLES } from '../../gateway/config/variables.ts';
import { CLIENT_CERTIFICATES, DEFAULT_ENGINE, ENGINES, PLANNERS } from '../../gateway/config.ts';
import { ALGORITHMS, BINDINGS } from '../../gateway/identity/issuer.ts';
import { madeSigningKey } from '../../gateway/ledger/signing.ts';
import { makeGrantKeys } from '../../standards/grant/keys.ts';
import { madeHashKey } from '../../standards/ledger/keys.ts';
import { ISSUER, type Json, SECRET, written } from '../support/written-config.ts';

/** For every setting of the schema another value than the one it has in BASE; `*`: an entry of a list or a map. */
const OTHERS: Readonly<Record<string, unknown>> = {
  mode: 'production',
  grants: 'off',
  supergraph: 'api.graphql',
  'subgraphs.*': 'https://other.example',
  'issuers.*.issuer': 'https://other.example',
  'issuers.*.audience': 'other',
  'issuers.*.keys.discovery': undefined,
  'issuers.*.keys.jwksUri': 'https://identity.example/other',
  'issuers.*.keys.jwks.keys': [{ kty: 'OKP', crv: 'Ed25519', x: 'other' }],
  'issuers.*.algorithms': ['RS256'],
  'issuers.*.binding': 'bound',
  'issuers.*.tokenType': 'JWT',
  'issuers.*.clockToleranceSeconds': 7,
  'issuers.*.certificateAuthorities.*.fromFile': 'none.pem',
  'issuers.*.speaksFor.agencies': ['customs'],
  'issuers.*.speaksFor.countries': ['KE'],
  'issuers.*.speaksFor.roles': ['auditor', 'shift-lead', 'other'],
  'issuers.*.speaksFor.onBehalfOf': ['KE'],
  'issuers.*.speaksFor.scopes': ['read'],
  'issuers.*.claims.agency': 'other',
  'issuers.*.claims.country': 'other',
  'issuers.*.claims.roles.claim': 'other',
  'issuers.*.claims.roles.values.*': 'shift-lead',
  'issuers.*.claims.clearance.value': 'OTHER',
  'issuers.*.claims.post': 'other',
  'issuers.*.claims.purposes': 'other',
  'issuers.*.claims.onBehalfOf': 'other',
  'issuers.*.claims.scopes': 'other',
  roles: 'other-roles.json',
  purposes: 'other-purposes.json',
  policies: 'other-policies',
  bases: 'other-bases',
  agreements: 'other-agreements',
  partnerOperations: 'other-operations',
  // Rules speak of somebody.
  anonymous: 'allow',
  'pseudonymKey.fromFile': 'other-key.txt',
  'pseudonymKey.fromEnvironment': 'OTHER_SECRET',
  'registry.databaseUrl.fromFile': 'other-secret.txt',
  'registry.databaseUrl.fromEnvironment': 'OTHER_SECRET',
  ledger: 'lines',
  'ledger.databaseUrl.fromFile': 'other-secret.txt',
  'ledger.databaseUrl.fromEnvironment': 'OTHER_SECRET',
  'ledger.naming.fromFile': 'other-naming.json',
  'ledger.naming.fromEnvironment': 'OTHER_SECRET',
  'ledger.spool': 'off',
  'ledger.spool.folder': 'other-spool',
  'ledger.spool.minutes': 7,
  'ledger.spool.megabytes': 7,
  'ledger.instance': 'other',
  'ledger.signing.fromFile': 'other-signing.json',
  'ledger.signing.fromEnvironment': 'OTHER_SECRET',
  'ledger.checkpoints.folder': 'other-checkpoints',
  'ledger.checkpoints.seconds': 7,
  'ledger.owners.*.fromFile': 'none.json',
  publicUrl: 'https://other.example',
  'tls.key.fromFile': 'other-tls-key.pem',
  'tls.key.fromEnvironment': 'OTHER_SECRET',
  'tls.certificate.fromFile': 'other-tls.pem',
  'tls.clientCertificates': 'asked',
  'tls.clientAuthorities.*.fromFile': 'tls.pem',
  'listen.host': '0.0.0.0',
  'listen.port': 4001,
  workers: 2,
  open: true,
  'engine.kind': 'reference',
  'engine.planner': 'apollo',
  ...Object.fromEntries(Object.keys(DEFAULT_ENGINE.limits).map((name) => [`engine.limits.${name}`, 3])),
  operations: '.',
  graphiql: true,
  'cors.origins': ['https://other.example'],
};

interface Schema {
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  readonly default?: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

const SCHEMA: Schema & { readonly definitions: Readonly<Record<string, Schema>> } = JSON.parse(
  readFileSync(SCHEMA_FILE, 'utf8'),
);

const CERTIFIED = await generate([{ name: 'commonName', value: 'hub.example' }], { keyType: 'ec' });
const NAMING = JSON.stringify({ hashing: [madeHashKey(new Date(0))] });
const signing = (): string => JSON.stringify({ signing: [madeSigningKey().signing] });
const owner = (): string => JSON.stringify(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }));
const KEY = 'k'.repeat(44);
const OTHER_KEY = `postgres://${'o'.repeat(44)}`;

/** Every setting the schema knows that holds no further ones, with its part of the schema. */
function leaves(part: Schema, path: string): ReadonlyArray<readonly [path: string, part: Schema]> {
  const whole = { ...SCHEMA.definitions[part.$ref?.split('/').at(-1) ?? ''], ...part };
  const below = Object.entries(whole.properties ?? {}).map(([name, each]) => [name, each] as const);
  if (typeof whole.additionalProperties === 'object') below.push(['*', whole.additionalProperties]);
  if (
    whole.items?.properties ||
    whole.items?.$ref === '#/definitions/issuer' ||
    whole.items?.$ref === '#/definitions/file'
  ) {
    below.push(['*', whole.items]);
  }
  // A word, or an object with settings of its own.
  const objects = (whole.anyOf ?? []).filter(({ properties }) => properties);
  if (objects.length > 0) return [[path, whole], ...objects.flatMap((each) => leaves({ ...each }, path))];
  if (below.length === 0) return [[path, whole]];
  return below.flatMap(([name, each]) => leaves(each, path === '' ? name : `${path}.${name}`));
}

/** True where the table changes this setting, or a claim of the same form. */
function isChanged(path: string): boolean {
  const claim = /^issuers\.\*\.claims\.\w+(\.(claim|value|values\.\*))?$/.exec(path);
  const changed = Object.keys(OTHERS);
  return changed.includes(path) || (claim !== null && changed.some((each) => each.endsWith(claim[1] ?? '')));
}

test('every setting of the schema is in the table of this test, titled, and described where a person meets it', () => {
  // Whether an issuer may be one to develop with is what another test is about: it changes what is refused.
  const settings = leaves(SCHEMA, '').filter(([path]) => path !== '$schema' && path !== 'issuers.*.development');
  expect(settings.map(([path]) => path).filter((path) => !isChanged(path))).toEqual([]);
  expect(settings.filter(([, { title }]) => title === undefined).map(([path]) => path)).toEqual([]);
  const known = new Set(settings.map(([path]) => path.replace(/(claims\.\w+)\..*/, '$1')));
  expect(Object.keys(OTHERS).filter((path) => !known.has(path.replace(/(claims\.\w+)\..*/, '$1')))).toEqual([]);
});

/** A folder with the files that BASE and OTHERS speak of. */
function stage() {
  const at = written('');
  const schema = new URL('../../schema/', import.meta.url);
  const purposes: readonly unknown[] = JSON.parse(readFileSync(new URL('purposes.json', schema), 'utf8'));
  const contents = {
    'supergraph.graphql': readFileSync(new URL('supergraph.graphql', schema), 'utf8'),
    'api.graphql': 'type Query { a: Int }',
    'roles.json': '{"auditor": [], "shift-lead": [], "other": []}',
    'other-roles.json': '{"auditor": ["other"], "shift-lead": [], "other": []}',
    'purposes.json': JSON.stringify(purposes),
    'other-purposes.json': JSON.stringify(purposes.slice(1)),
    'secret.txt': SECRET,
    'other-secret.txt': `${SECRET}-other`,
    'naming.json': NAMING,
    'other-naming.json': NAMING,
    'signing.json': signing(),
    'other-signing.json': signing(),
    'owner.json': owner(),
    'grants.json': JSON.stringify(makeGrantKeys(['border']).hub),
    'one.graphql': '{ a }',
    'key.txt': KEY,
    'other-key.txt': KEY.replaceAll('k', 'K'),
    'tls-key.pem': CERTIFIED.private,
    'other-tls-key.pem': `other\n${CERTIFIED.private}`,
    'tls.pem': CERTIFIED.cert,
    'other-tls.pem': `other\n${CERTIFIED.cert}`,
  };
  for (const folder of ['other-policies', 'other-bases', 'other-agreements', 'other-operations'])
    mkdirSync(join(at.folder, folder));
  for (const [name, text] of Object.entries(contents)) writeFileSync(join(at.folder, name), text);
  return at;
}

const BASE: Json = {
  mode: 'development',
  supergraph: 'supergraph.graphql',
  subgraphs: { border: 'https://border.example' },
  issuers: [
    {
      ...ISSUER,
      keys: { jwksUri: 'https://identity.example/jwks' },
      speaksFor: { agencies: ['border'], countries: ['UG'], roles: ['auditor', 'shift-lead'] },
      claims: { roles: { claim: 'groups', values: { a: 'auditor' } }, clearance: { value: 'SOME' } },
    },
  ],
  roles: 'roles.json',
  purposes: 'purposes.json',
  registry: { databaseUrl: { fromFile: 'secret.txt' } },
  ledger: {
    databaseUrl: { fromFile: 'secret.txt' },
    naming: { fromFile: 'naming.json' },
    spool: { folder: 'spool' },
    signing: { fromFile: 'signing.json' },
    owners: { police: { fromFile: 'owner.json' } },
  },
  grants: { fromFile: 'grants.json' },
  pseudonymKey: { fromFile: 'key.txt' },
  tls: { key: { fromFile: 'tls-key.pem' }, certificate: { fromFile: 'tls.pem' } },
};

/** The document with one setting changed; alternatives of the old value go. */
function changed(path: string, value: unknown): Json {
  const document = structuredClone(BASE);
  const steps = path.split('.');
  let place = document;
  for (const step of steps.slice(0, -1)) {
    const name = step === '*' ? (Object.keys(place)[0] ?? '0') : step;
    if (
      ['keys', 'databaseUrl', 'pseudonymKey', 'key', 'naming', 'signing'].includes(name) &&
      !(steps.at(-1) === 'keys' && name === 'keys' && 'jwks' in place)
    ) {
      place[name] = {};
    }
    place[name] ??= /Authorities$/.test(name) ? [{}] : {};
    place = place[name] as Json;
  }
  const last = steps.at(-1) ?? '';
  place[last === '*' ? (Object.keys(place)[0] ?? '') : last] = value ?? true;
  if (path === 'open') delete document['issuers'];
  return document;
}

test('no setting of the schema is without effect: schema and reader do not drift apart', () => {
  using at = stage();
  const readAs = (document: Json): string => {
    writeFileSync(at.file, stringify(document));
    try {
      const config = readConfig({ HUB_CONFIG: at.file, OTHER_SECRET: OTHER_KEY });
      return stringify(config, { aliasDuplicateObjects: false });
    } catch (error) {
      return (error as Error).message;
    }
  };
  const base = readAs(BASE);
  expect(base).not.toContain('cannot be used');
  for (const [path, value] of Object.entries(OTHERS)) {
    const after = readAs(changed(path, value));
    expect({ path, hasEffect: after !== base }).toEqual({ path, hasEffect: true });
    const isRefused = after.includes('cannot be used');
    expect({ path, isRefused }).toEqual({
      path,
      isRefused: /Authorities|anonymous|owners|(tls\.key|naming|signing)\.fromEnvironment/.test(path),
    });
  }
});

test('the closed lists of the schema are those of the code, and the page for operators names every variable', () => {
  const engine = SCHEMA.properties?.['engine']?.properties;
  expect(engine?.['kind']?.enum).toEqual([...ENGINES]);
  expect(engine?.['planner']?.enum).toEqual([...PLANNERS]);
  const issuer = SCHEMA.definitions['issuer']?.properties;
  expect(issuer?.['algorithms']?.items?.enum).toEqual([...ALGORITHMS]);
  expect(issuer?.['binding']?.enum).toEqual([...BINDINGS]);
  expect(SCHEMA.properties?.['tls']?.properties?.['clientCertificates']?.enum).toEqual([...CLIENT_CERTIFICATES]);
  const page = readFileSync(new URL('../../docs/operate.md', import.meta.url), 'utf8');
  expect(VARIABLES.map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  const named = VARIABLES.map(({ path }) => path.join('.'));
  expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('every default of the schema is what is done where nothing is said', () => {
  using at = stage();
  const withDefault = leaves(SCHEMA, '').filter(([, part]) => part.default !== undefined);
  expect(withDefault.length).toBeGreaterThan(15);
  const readAs = (document: Json) => {
    writeFileSync(at.file, stringify(document));
    return readConfig({ HUB_CONFIG: at.file });
  };
  const base = readAs(BASE);
  for (const [path, part] of withDefault) {
    const document = changed(path, part.default === false ? undefined : part.default);
    if (part.default === false) expect(part.title).toBe('true or false');
    else expect({ path, config: readAs(document) }).toEqual({ path, config: base });
  }
});
