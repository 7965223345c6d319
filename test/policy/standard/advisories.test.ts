import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { meets } from '../../../gateway/policy/requirements.ts';
import { loadSupergraph } from '../../../gateway/supergraph/load.ts';
import { guarded } from './fixture.ts';

const LINK = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@shareable", ${imports}])\n`;

function composed(...services: readonly string[]): { readonly sdl: string; readonly problems: readonly string[] } {
  const { supergraphSdl = '', errors = [] } = composeServices(
    services.map((text, at) => ({ name: `s${at}`, url: `http://s${at}.invalid`, typeDefs: parse(text) })),
  );
  return { sdl: supergraphSdl, problems: errors.map(({ extensions }) => String(extensions['code'])) };
}

/** True where a caller without a token meets what a field demands. */
function isOpen(sdl: string, at: string): boolean {
  const { fields } = loadSupergraph(sdl, 'standard').requirements;
  const nobody = { isAuthenticated: false, scopes: new Set<string>(), satisfied: new Set<string>() };
  return meets(fields.get(at as never) ?? [], nobody);
}

const CRAFTS = `type Query { crafts: [Craft] }
  interface Craft { owner: String }
  type Ship implements Craft { owner: String @authenticated }
  type Truck implements Craft { owner: String }`;

test('GHSA-mx7m-j9xf-62hw, GHSA-x33c-7c2v-mrj9: an interface composed without its types’ demands has them all the same', () => {
  const { sdl } = composed(LINK('"@authenticated"') + CRAFTS);
  const [before = '', after = ''] = sdl.split('interface Craft');
  // As a composer before 2.12 wrote it.
  const older = `${before}interface Craft${after.replace(/owner: String[^\n]*@authenticated/, 'owner: String')}`;
  expect(older).not.toBe(sdl);
  expect(isOpen(older, 'Craft.owner')).toBe(false);
  expect(isOpen(older, 'Ship.owner')).toBe(false);
  expect(isOpen(older, 'Truck.owner')).toBe(true);
});

test('GHSA-mx7m-j9xf-62hw: what is written on an interface alone does not open its types', () => {
  const { problems } = composed(
    LINK('"@authenticated"') +
      CRAFTS.replace('interface Craft { owner: String }', 'interface Craft { owner: String @authenticated }'),
  );
  expect(problems).toContain('AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE');
});

test.each([
  ['imported under another name', '{ name: "@authenticated", as: "@known" }', '@known'],
  ['imported under a name that means something else', '{ name: "@authenticated", as: "@open" }', '@open'],
  ['not imported at all', '"@tag"', '@federation__authenticated'],
])('GHSA-g8jh-vg5j-4h3f: a directive %s is enforced', async (_how, imports, written) => {
  const { sdl, problems } = composed(`${LINK(imports)}type Query { open: String secret: String ${written} }`);
  expect(problems).toEqual([]);
  expect(isOpen(sdl, 'Query.secret')).toBe(false);
  expect(isOpen(sdl, 'Query.open')).toBe(true);
});

test('GHSA-g8jh-vg5j-4h3f: a feature linked under another name (`as`) is found by its address', () => {
  const { sdl } = composed(`${LINK('"@authenticated"')}type Query { secret: String @authenticated }`);
  const renamed = sdl
    .replace(
      '"https://specs.apollo.dev/authenticated/v0.1", for: SECURITY',
      '"https://specs.apollo.dev/authenticated/v0.1", as: "known", for: SECURITY',
    )
    .replace('directive @authenticated', 'directive @known')
    .replace('secret: String @authenticated', 'secret: String @known');
  expect(renamed).not.toContain('@authenticated');
  expect(isOpen(renamed, 'Query.secret')).toBe(false);
});

test('GHSA-m8jr-fxqx-8xx6: a field does not open the field it requires', () => {
  const { problems } = composed(
    `${LINK('"@authenticated"')}type Query { ship: Ship } type Ship @key(fields: "id") { id: ID secret: String @authenticated }`,
    `${LINK('"@tag"')}type Ship @key(fields: "id") { id: ID secret: String @external made: String @requires(fields: "secret") }`,
  );
  expect(problems).toContain('MISSING_TRANSITIVE_AUTH_REQUIREMENTS');
});

const SHIP = `${LINK('"@authenticated", "@requiresScopes", "@context", "@fromContext"')}type Query { ship: Ship }
  type Ship @key(fields: "id") @context(name: "ship") { id: ID secret: String @authenticated owner: Owner port: Port }
  type Owner { name: String tax: Tax } scalar Tax @requiresScopes(scopes: [["tax"]])
  type Port @key(fields: "id") { id: ID }`;
const MADE = `${LINK('"@authenticated", "@requiresScopes"')}
  type Ship @key(fields: "id") { id: ID secret: String @external owner: Owner @external
    made: String @requires(fields: "secret") @authenticated
    rated: String @requires(fields: "owner { tax }") @requiresScopes(scopes: [["tax"]]) }
  type Owner { tax: Tax @external } scalar Tax @requiresScopes(scopes: [["tax"]])`;
const CHAINED = `${LINK('"@authenticated"')}
  type Ship @key(fields: "id") { id: ID made: String @external again: String @requires(fields: "made") @authenticated }`;

/** The supergraph as a composer before 2.12 passed it: without what dependents demand. */
function withoutDependents(sdl: string): string {
  return sdl.replace(
    /^(\s+(?:made|rated|again|told)\b.*?)(?: @authenticated| @requiresScopes\(scopes: \[\[[^\]]*\]\]\))+$/gm,
    '$1',
  );
}

test('GHSA-m8jr-fxqx-8xx6: a supergraph that opens the fields made of others demands their rights all the same', () => {
  const { sdl, problems } = composed(SHIP, MADE, CHAINED);
  expect(problems).toEqual([]);
  const older = withoutDependents(sdl);
  for (const field of ['made', 'rated', 'again']) {
    const demanding = (text: string) => new RegExp(`${field}: String .*@(authenticated|requiresScopes)`).test(text);
    expect([field, demanding(sdl), demanding(older)]).toEqual([field, true, false]);
    expect([field, isOpen(older, `Ship.${field}`)]).toEqual([field, false]);
  }
  expect(isOpen(older, 'Ship.id')).toBe(true);
});

test.each(['$ship { secret }', '$ship ... on Ship { secret }'])(
  'GHSA-m8jr-fxqx-8xx6: a field that is passed %s demands the right to it',
  (from) => {
    const port = `type Port @key(fields: "id") { id: ID
      told(secret: String @fromContext(field: "${from}")): String @authenticated }`;
    const { sdl, problems } = composed(SHIP.replace('type Port @key(fields: "id") { id: ID }', port));
    expect(problems).toEqual([]);
    const older = withoutDependents(sdl);
    expect(older).toMatch(/told: String @join__field\([^)]*\)$/m);
    expect(isOpen(older, 'Port.told')).toBe(false);
    expect(isOpen(older.replaceAll('secret: String @authenticated', 'secret: String'), 'Port.told')).toBe(true);
  },
);

test('a security feature that is linked by another name than @link keeps the graph from being served', () => {
  const { sdl } = composed(`${LINK('"@authenticated"')}type Query { secret: String @authenticated }`);
  const renamed = sdl
    .replace(
      '@link(url: "https://specs.apollo.dev/link/v1.0")',
      '@core(url: "https://specs.apollo.dev/link/v1.0", as: "core")',
    )
    .replace('@link(url: "https://specs.apollo.dev/authenticated', '@core(url: "https://specs.apollo.dev/authenticated')
    .replace('directive @link(', 'directive @core(');
  expect(renamed).toContain('@core(url: "https://specs.apollo.dev/authenticated');
  for (const enforced of ['open', 'standard'] as const) {
    expect(() => loadSupergraph(renamed, enforced)).toThrow('links a security feature by @core');
  }
});

test('two agencies’ demands on one field are both to be met (composition before 2.12: one of them)', () => {
  const one = `${LINK('"@requiresScopes"')}type Query { ship: Ship @shareable } type Ship @shareable { note: String @requiresScopes(scopes: [["a"]]) }`;
  const { sdl } = composed(one, one.replace('[["a"]]', '[["b"]]'));
  const clauses = loadSupergraph(sdl, 'standard').requirements.fields.get('Ship.note' as never) ?? [];
  const holding = (...scopes: readonly string[]) => ({
    isAuthenticated: true,
    scopes: new Set(scopes),
    satisfied: new Set<string>(),
  });
  expect([holding('a'), holding('b'), holding('a', 'b')].map((each) => meets(clauses, each))).toEqual([
    false,
    false,
    true,
  ]);
});

test('a security feature that is not known keeps the graph from being served, whatever it calls itself', () => {
  const { sdl } = composed(`${LINK('"@authenticated"')}type Query { secret: String @authenticated }`);
  for (const url of [
    'https://specs.apollo.dev/authenticated',
    'http://specs.apollo.dev/authenticated/v0.1',
    'https://specs.example/guard/v1.0',
  ]) {
    const other = sdl.replace('https://specs.apollo.dev/authenticated/v0.1', url);
    if (url === 'https://specs.apollo.dev/authenticated') expect(isOpen(other, 'Query.secret')).toBe(false);
    else expect(() => loadSupergraph(other, 'standard')).toThrow('does not enforce');
  }
});

test('over-denial (router#4714, hive#1423): a denied fragment takes nothing from the others, and its error is its own', async () => {
  await using graph = await guarded([
    {
      name: 's',
      typeDefs: `type Query { found: [Found!] } union Found = A | B
        type A { id: ID secret: String @authenticated } type B { id: ID }`,
      resolvers: {
        Query: {
          found: () => [
            { __typename: 'A', id: 'a' },
            { __typename: 'B', id: 'b' },
          ],
        },
      },
    },
  ]);
  expect(await graph.seen(undefined, '{ found { __typename ... on A { secret } ... on B { id } } }')).toEqual({
    data: {
      found: [
        { __typename: 'A', secret: null },
        { __typename: 'B', id: 'b' },
      ],
    },
    errors: ['UNAUTHORIZED_FIELD_OR_TYPE found.secret'],
  });
});

test('a policy may be called as what every object has', async () => {
  const names = ['constructor', '__proto__', 'toString'];
  const fields = names.map((name, at) => `f${at}: String @policy(policies: [["${name}"]])`).join(' ');
  const subgraph = {
    name: 's',
    typeDefs: `type Query { ${fields} }`,
    resolvers: { Query: { f0: () => 'x', f1: () => 'x', f2: () => 'x' } },
  };
  await using graph = await guarded([subgraph], () => ({}));
  expect((await graph.seen([], '{ f0 f1 f2 }')).data).toEqual({ f0: null, f1: null, f2: null });
});

test('CVE-2025-32032 and kin: fragments that multiply are refused before anything is made of them', async () => {
  await using graph = await guarded([
    { name: 's', typeDefs: 'type Query { a: A } type A { a: A b: Int }', resolvers: {} },
  ]);
  const levels = Array.from(
    { length: 22 },
    (_, at) => `fragment F${at} on A { a { ...F${at + 1} } x: a { ...F${at + 1} } }`,
  );
  const query = `{ a { ...F0 } } ${levels.join(' ')} fragment F22 on A { b }`;
  const { errors, data } = await graph.ask([], query);
  expect(data).toBeUndefined();
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['LIMIT_EXCEEDED']);
  expect(graph.sent()).toBe('');
});

test('prototype pollution (fixed in the JS gateway 2.13.2): names that every object has are keys like any other', async () => {
  const resolvers = { Query: { open: () => 'x' } };
  await using graph = await guarded([
    { name: 's', typeDefs: 'type Query { open: String secret: String @authenticated }', resolvers },
  ]);
  const { text } = await graph.ask(undefined, '{ __proto__: open constructor: secret toString: open }');
  expect(text).toContain('"__proto__":"x","constructor":null,"toString":"x"');
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('a feature linked twice demands by each of its names, and an extension of a type is not served', () => {
  const { sdl } = composed(`${LINK('"@authenticated"')}type Query { secret: String @authenticated open: String }`);
  const link = '@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY';
  const twice = sdl
    .replace(link, `${link}, as: "other")\n  ${link}`)
    .replace('directive @authenticated', 'directive @other on FIELD_DEFINITION\ndirective @authenticated')
    .replace(/open: String/, 'open: String @other');
  expect([isOpen(twice, 'Query.secret'), isOpen(twice, 'Query.open')]).toEqual([false, false]);
  expect(() => loadSupergraph(`${sdl}\nextend type Query { more: String @authenticated }`, 'standard')).toThrow(
    'extension of Query',
  );
});
