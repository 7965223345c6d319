import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { inForce } from '../../gateway/config/in-force.ts';
import { ConfigError } from '../../gateway/config/problems.ts';
import { readConfig, readWithSources } from '../../gateway/config/read.ts';
import { DEFAULT_ENGINE } from '../../gateway/config.ts';
import { makeGrantKeys } from '../../standards/grant/keys.ts';
import { madeHashKey } from '../../standards/ledger/keys.ts';
import { ISSUER, type Json, SECRET, written } from '../support/written-config.ts';

const KEYS = JSON.stringify(makeGrantKeys(['border', 'customs']).hub);
const LEDGER = {
  HUB_LEDGER_URL: SECRET,
  HUB_LEDGER_NAMING: JSON.stringify({ hashing: [madeHashKey(new Date(0))] }),
};
const EXAMPLE = fileURLToPath(new URL('../../docs/hub.config.example.yaml', import.meta.url));

/** Reads a document as a file would be read. */
function read(document: Json, environment: Record<string, string> = {}, name?: string) {
  using at = written(document, name);
  return readConfig({ HUB_CONFIG: at.file, ...environment });
}

function problemsOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const wrong = (document: unknown, environment: Record<string, string> = {}) => {
  using at = written(document);
  return problemsOf(() => readConfig({ HUB_CONFIG: at.file, ...environment })).join('\n');
};

test('the example of the documentation is valid, and everything in it is in force', () => {
  const { config } = readWithSources({
    HUB_CONFIG: EXAMPLE,
    HUB_GRANT_KEYS: KEYS,
    HUB_REGISTRY_URL: SECRET,
    ...LEDGER,
  });
  expect(config).toMatchObject({
    mode: 'production',
    host: '0.0.0.0',
    port: 4000,
    workers: 2,
    publicUrl: 'https://hub.example',
    registryUrl: SECRET,
    engine: { limits: { ...DEFAULT_ENGINE.limits, deadlineMs: 8000 } },
  });
  expect([...(config.origins ?? [])]).toEqual(['https://desk.border.example']);
  expect(config.operations).toHaveLength(11);
  expect(config.access).toMatchObject({
    issuers: [
      { keys: { kind: 'discovery' }, binding: 'bearer', tokenType: 'at+jwt', clockToleranceSeconds: 5 },
      {
        keys: { kind: 'uri' },
        algorithms: ['RS256'],
        tokenType: 'JWT',
        speaksFor: { onBehalfOf: new Set(['KE']) },
        claims: {
          agency: { kind: 'fixed', value: 'customs' },
          roles: {
            kind: 'claim',
            path: ['realm_access', 'roles'],
            values: new Map([
              ['declarant-officer', 'customs-officer'],
              ['selectivity', 'risk-analyst'],
            ]),
          },
          clearance: { kind: 'claim', path: ['clearance'] },
        },
      },
      { binding: 'bound', keys: { kind: 'discovery' } },
    ],
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test('YAML, JSON and the environment say the same, and a variable stands above the file', () => {
  const document = {
    issuers: [ISSUER],
    listen: { port: 4100 },
    subgraphs: { border: 'https://border.example/graphql' },
  };
  const yaml = read(document);
  const environment = {
    HUB_ISSUERS: JSON.stringify([ISSUER]),
    HUB_PORT: '4100',
    HUB_SUBGRAPHS: JSON.stringify(document.subgraphs),
  };
  expect(read(document, {}, 'hub.config.json')).toEqual(yaml);
  expect(readConfig(environment)).toEqual(yaml);
  expect(read(document, { HUB_PORT: '4200', HUB_HOST: '' })).toEqual({ ...yaml, port: 4200 });
});

test('all problems are told at once, each with its place, what is expected and what to do', () => {
  const problems = wrong(
    [
      'supergraf: a.graphql',
      'mode: sometimes',
      'supergraph: nowhere.graphql',
      'listen: { port: 70000 }',
      'engine: { limits: { fetchms: 1 } }',
      'cors: { origins: ["*", "http://desk.example", "https://desk.example/path"] }',
      'issuers:',
      '  - issuer: http://identity.example',
      '    audience: hub',
      '    keys: { jwksUri: "http://identity.example/jwks" }',
      '    speaksFor: { agencies: [border], countries: [UG], roles: [nobody] }',
      '    claims: { agency: { value: port }, roles: { claim: "a..b" } }',
      '  - audience: hub',
    ].join('\n'),
    { HUB_WORKERS: 'many', HUB_PLANNER: 'zeus' },
  );
  for (const said of [
    /yaml:1 supergraf: .*did you mean "supergraph"\?/,
    /yaml:2 mode: must be one of production, development/,
    /yaml:3 supergraph: .*hub compose/,
    /yaml:4 listen.port: must be a port number, from 0 to 65535/,
    /yaml:5 engine.limits.fetchms: .*did you mean "fetchMs"\?/,
    /yaml:6 cors.origins\[0\]: must be an exact origin.*no wildcard/,
    /yaml:6 cors.origins\[1\]: must be https/,
    /yaml:6 cors.origins\[2\]: must be an exact origin/,
    /yaml:8 issuers\[0\].issuer: must be https/,
    /yaml:10 issuers\[0\].keys.jwksUri: must be https/,
    /yaml:11 issuers\[0\].speaksFor.roles\[0\]: is not in the register of roles; one of officer, customs-officer/,
    /yaml:12 issuers\[0\].claims.agency.value: is nothing this issuer may say/,
    /yaml:12 issuers\[0\].claims.roles: has an empty step/,
    /yaml:13 issuers\[1\].issuer: is missing; give a URL/,
    /yaml:13 issuers\[1\].keys: is missing/,
    /^HUB_WORKERS: must be a whole number/m,
    /^HUB_PLANNER: must be one of hive, apollo/m,
  ]) {
    expect(problems).toMatch(said);
  }
});

test('no problem repeats a value, whatever is wrong with it', () => {
  const value = 'Correct-Horse 9!';
  const wrongIssuer = { issuer: value, audience: [value], keys: { jwks: { keys: [{ d: value }] } }, [value]: value };
  const documents: unknown[] = [
    {
      mode: value,
      supergraph: value,
      roles: value,
      purposes: value,
      operations: value,
      workers: value,
      [value]: value,
    },
    { registry: { databaseUrl: value }, issuers: [wrongIssuer], cors: { origins: [value] }, listen: { port: value } },
    {
      registry: { databaseUrl: { fromFile: value } },
      subgraphs: { [value]: value },
      engine: { limits: { [value]: 1 } },
    },
    { registry: { databaseUrl: { fromEnvironment: 'THE_SECRET' } }, issuers: [{ ...ISSUER, issuer: value }] },
    `mode: "${value}\nregistry: { databaseUrl: ${value} }: ]`,
    `mode: a\nmode: ${value}\n`,
    `mode: !${value.split(' ')[0]} b`,
    [value],
  ];
  // What a library warns of is told on standard error past the problems.
  const warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  wrong(`registry: { databaseUrl: { { "${value}": a }: b } }`);
  expect(warnings.mock.calls.join()).not.toContain('Correct-Horse');
  warnings.mockRestore();
  const environment = { HUB_ISSUERS: value, HUB_SUBGRAPHS: value, HUB_PORT: value, HUB_GRAPHIQL: value };
  for (const document of documents) {
    const problems = wrong(document, { THE_SECRET: value });
    expect(problems).not.toBe('');
    expect(problems).not.toContain('Correct-Horse');
  }
  const problems = problemsOf(() => readConfig(environment));
  expect(problems).toHaveLength(4);
  expect(problems.join()).not.toContain('Correct-Horse');
});

test('a secret is taken from a variable or a file, and refused where it is written down', () => {
  using at = written({ issuers: [ISSUER], registry: { databaseUrl: { fromFile: 'secret.txt' } } });
  writeFileSync(join(at.folder, 'secret.txt'), `${SECRET}\n`);
  expect(readConfig({ HUB_CONFIG: at.file }).registryUrl).toBe(SECRET);
  const environment = { HUB_ISSUERS: JSON.stringify([ISSUER]) };
  const secretFile = join(at.folder, 'secret.txt');
  expect(readConfig({ ...environment, HUB_REGISTRY_URL: SECRET }).registryUrl).toBe(SECRET);
  expect(readConfig({ ...environment, HUB_REGISTRY_URL_FILE: secretFile }).registryUrl).toBe(SECRET);
  const both = { ...environment, HUB_REGISTRY_URL: SECRET, HUB_REGISTRY_URL_FILE: secretFile };
  expect(problemsOf(() => readConfig(both)).join()).toMatch(/set one of them/);

  expect(wrong({ issuers: [ISSUER], registry: { databaseUrl: SECRET } })).toMatch(
    /registry.databaseUrl: .*a secret is never written into the configuration/,
  );
  expect(wrong({ issuers: [ISSUER], subgraphs: { border: 'https://me:pw@border.example' } })).toMatch(/no password/);
});

test('a file that has no end, or is none, is not waited for', () => {
  for (const path of ['/dev/zero', '/dev', '/dev/null']) {
    for (const setting of ['supergraph', 'roles', 'purposes']) {
      expect(wrong({ issuers: [ISSUER], [setting]: path })).toMatch(setting);
    }
    expect(wrong({ issuers: [ISSUER], registry: { databaseUrl: { fromFile: path } } })).toMatch(/fromFile: the file/);
    expect(wrong({ issuers: [{ ...ISSUER, certificateAuthorities: [{ fromFile: path }] }] })).toMatch(/PEM|fromFile/);
  }
});

test('a private key in a key set is refused, a public one is taken', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const withKey = (key: unknown) => ({ issuers: [{ ...ISSUER, keys: { jwks: { keys: [key] } } }] });
  expect(wrong(withKey(await exportJWK(publicKey)))).toBe('');
  expect(wrong(withKey(await exportJWK(privateKey)))).toMatch(/keys\[0\]: is a private or shared key/);
  expect(wrong(withKey({ kty: 'oct', k: 'c2VjcmV0' }))).toMatch(/keys\[0\]: is a private or shared key/);
});

test('an issuer on this machine must say that it is to develop with, and production refuses it in any form', () => {
  const here = { ...ISSUER, issuer: 'http://127.0.0.1:4400' };
  expect(wrong({ issuers: [here] })).toMatch(/"development": true/);
  expect(wrong({ issuers: [{ ...here, development: true }] })).toBe('');
  for (const issuer of [
    { ...ISSUER, development: true },
    { ...here, development: true },
    { ...here, issuer: 'https://localhost:4400' },
    { ...here, issuer: 'https://identity.hub.localhost' },
    { ...here, issuer: 'https://[::1]' },
    { ...here, issuer: 'https://[::ffff:127.0.0.1]' },
    { ...here, issuer: 'https://2130706433' },
    { ...ISSUER, keys: { jwksUri: 'https://127.1/jwks' } },
  ]) {
    expect(wrong({ mode: 'production', issuers: [issuer] })).toMatch(/production/);
    expect(wrong({ issuers: [issuer] }, { NODE_ENV: 'production' })).toMatch(/production/);
  }
  expect(wrong({ mode: 'development', issuers: [ISSUER] }, { NODE_ENV: 'production' })).toMatch(/NODE_ENV/);
  // A name may begin as an address of this machine does.
  for (const issuer of ['http://identity.example', 'http://127.0.0.identity.example']) {
    expect(wrong({ issuers: [{ ...ISSUER, issuer, development: true }] })).toMatch(/https/);
  }
});

test('two issuers that speak for one agency are refused: an officer’s name would mean two people', () => {
  const other = { ...ISSUER, issuer: 'https://other.example' };
  expect(wrong({ issuers: [ISSUER, other] })).toMatch(/speaksFor\.agencies\[0\].*issuers\[0\] speaks for/);
});

test('in production keys of grants are asked for, unless it is said that there are none', () => {
  const production = { mode: 'production', issuers: [ISSUER], ledger: 'lines' };
  expect(wrong(production)).toMatch(/grants: is missing; make keys with: hub grants/);
  expect(read({ ...production, grants: 'off' }).grants).toBeUndefined();
  expect(read({ issuers: [ISSUER] }).grants).toBeUndefined();
  const broken = wrong({ ...production, grants: { fromEnvironment: 'BAD' } }, { BAD: '{"signing": "correct-horse"}' });
  expect(broken).toMatch(/must be the keys of a gateway/);
  expect(broken).not.toContain('correct-horse');
});

test('in production it is said where disclosures are recorded, and where to while the database is away', () => {
  const production = { mode: 'production', issuers: [ISSUER], grants: 'off' };
  expect(wrong(production)).toMatch(/ledger: is missing; say where disclosures are recorded/);
  expect(read({ ...production, ledger: 'lines' }).ledger).toBeUndefined();
  expect(read({ issuers: [ISSUER] }).ledger).toBeUndefined();
  const named = {
    databaseUrl: { fromEnvironment: 'HUB_LEDGER_URL' },
    naming: { fromEnvironment: 'HUB_LEDGER_NAMING' },
  };
  expect(wrong({ ...production, ledger: named }, LEDGER)).toMatch(/spool/);
  expect(read({ ...production, ledger: { ...named, spool: 'off' } }, LEDGER).ledger).toMatchObject({
    databaseUrl: SECRET,
    spool: undefined,
    signing: undefined,
    checkpoints: { folder: undefined, everyMs: 60_000 },
  });
  const broken = { ...LEDGER, HUB_LEDGER_NAMING: '{"hashing": "correct-horse"}' };
  const problems = wrong({ ...production, ledger: { ...named, spool: 'off' } }, broken);
  expect(problems).toMatch(/ledger.naming: must be keys as JSON; make them with: hub ledger keys init/);
  expect(problems).not.toContain('correct-horse');
  const coming = JSON.stringify({ hashing: [madeHashKey(new Date(Date.now() + 3_600_000))] });
  expect(
    wrong({ ...production, ledger: { ...named, spool: 'off' } }, { ...LEDGER, HUB_LEDGER_NAMING: coming }),
  ).toMatch(/ledger.naming: has no key that is in force yet/);
});

test('two issuers of one name, an open gateway with issuers, and one with neither are refused', () => {
  expect(wrong({ issuers: [ISSUER, ISSUER] })).toMatch(/is the issuer of issuers\[0\] as well/);
  expect(wrong({ issuers: [ISSUER], open: true })).toMatch(/take out either/);
  expect(wrong({})).toMatch(/issuers: is missing/);
  expect(wrong('# nothing')).toMatch(/issuers: is missing/);
  expect(wrong({ open: true })).toBe('');
});

test('what is in force is shown with who said it, and a secret only as set', () => {
  const settings = inForce(
    readWithSources({ HUB_CONFIG: EXAMPLE, HUB_GRANT_KEYS: KEYS, HUB_REGISTRY_URL: SECRET, HUB_PORT: '1', ...LEDGER }),
  );
  const of = (name: string) => settings.find((setting) => setting.name === name);
  expect(of('registry.databaseUrl')).toMatchObject({ value: 'set', saidBy: 'HUB_REGISTRY_URL' });
  expect(of('listen.port')).toMatchObject({ value: '1', saidBy: 'HUB_PORT' });
  expect(of('listen.host')?.saidBy).toMatch(/hub\.config\.example\.yaml:\d+$/);
  expect(of('engine.planner')).toMatchObject({ value: 'hive', saidBy: 'default' });
  expect(JSON.stringify(settings)).not.toContain('correct-horse');
});

test('a file that is away, too large or no object is told in words', () => {
  expect(problemsOf(() => readConfig({ HUB_CONFIG: '/nowhere/hub.yaml' })).join()).toMatch(/hub.yaml: cannot be read/);
  expect(wrong('- a list')).toMatch(/must be an object/);
  expect(wrong('mode: *nothing')).toMatch(/references/);
  const multiplied = Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}]`);
  expect(wrong(['a0: &a0 [x]', ...multiplied].join('\n'))).toMatch(/references/);
  expect(wrong('mode: &a [*a]')).toMatch(/mode: must be one of/);
  expect(wrong('a: [')).toMatch(/:1: is no YAML or JSON/);
  expect(wrong(`# ${'x'.repeat(128 * 1024)}`)).toMatch(/at most 128 KiB/);
  // More faults than a person reads, in a text that is no configuration.
  expect(wrong('"'.repeat(100_001)).split('\n').length).toBeLessThan(50);
  expect(wrong('__proto__: { open: true }')).toMatch(/is no setting/);
});

test('rules or bases that are not there, or cannot be read, keep a gateway from starting', () => {
  expect(wrong('policies: nowhere')).toMatch(/policies: must name a folder of AGENCY\.cedar files/);
  expect(wrong('bases: nowhere')).toMatch(
    /policies: must name a folder of AGENCY\.cedar files, "bases" one of JSON files/,
  );
  expect(wrong('anonymous: allow')).toMatch(/anonymous: rules speak of somebody/);
  expect(wrong('purposes: "off"')).toMatch(/purposes: rules speak of a purpose/);
});
