import { existsSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, getNamedType, isCompositeType, isObjectType } from 'graphql';
import { customs } from '../../subgraphs/customs/agency.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { DECLARATION_PLACES, RESPONSE_PLACES } from './customs-places.ts';
import { type CustomsSubgraph, customsSubgraph, customsSystem, messagesIn, SAMPLES } from './customs-system.ts';
import { leavesOf, type XmlLeaf } from './customs-xml-leaves.ts';

/** Messages of a national service; not part of the repository, read where they are at hand. */
const REAL = new URL('../../../shared/data/wco-dec/', import.meta.url);

describe.each([
  ["the repository's samples", SAMPLES],
  ...(existsSync(REAL) ? ([['real messages of a national service', REAL]] as const) : []),
] as const)('%s', (_, folder) => {
  const messages = messagesIn(folder);

  it('come back through the subgraph, every value equal to its element', async () => {
    await using system = await customsSystem();
    const outcomes = await system.load(messages);
    await using subgraph = await customsSubgraph(system.url);
    let compared = 0;
    for (const [index, { bytes }] of messages.entries()) {
      const outcome = outcomes[index];
      if (outcome?.kind !== 'loaded') throw new Error(`${outcome?.name} was not loaded`);
      const leaves = leavesOf(Buffer.from(bytes).toString('utf8'));
      const record = await recordOf(subgraph, outcome.message, leaves);
      const places = outcome.message === 'declaration' ? DECLARATION_PLACES : RESPONSE_PLACES;
      for (const leaf of leaves) {
        expect([pathOf(leaf), ...valuesAt(record, placeOf(leaf, places))]).toEqual([pathOf(leaf), ...expected(leaf)]);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('are read without a warning', async () => {
    await using system = await customsSystem();
    const outcomes = await system.load(messages);
    expect(
      outcomes.flatMap((outcome): unknown[] => (outcome.kind === 'putAside' ? [outcome] : [...outcome.warnings])),
    ).toEqual([]);
  });
});

it('finds in the samples every element that has a place in the graph', () => {
  const stated = new Set(
    messagesIn(SAMPLES).flatMap(({ bytes }) => leavesOf(Buffer.from(bytes).toString('utf8')).map(pathOf)),
  );
  const described = [...Object.keys(DECLARATION_PLACES), ...Object.keys(RESPONSE_PLACES)].map((path) =>
    path.replaceAll('[]', ''),
  );
  // Parties and consignments occur in several places with the same elements: one place each is enough.
  const once = new Set([...stated].map(ending));
  expect(described.filter((path) => !stated.has(path) && !once.has(ending(path)))).toEqual([]);
});

function ending(path: string): string {
  return path
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/^(Buyer|Consignee|Consignor|Importer|Seller|Agent|Exporter|Carrier)\//, 'Declarant/');
}

// biome-ignore lint/suspicious/noExplicitAny: the answer is compared value by value.
type Json = any;

/** The declaration, or the one notification that has the function and time the XML states. */
async function recordOf(subgraph: CustomsSubgraph, message: string, leaves: readonly XmlLeaf[]): Promise<Json> {
  const value = (path: string) => leaves.find((leaf) => pathOf(leaf) === path)?.value;
  const reference = value('Declaration/FunctionalReferenceID') ?? value('Response/Declaration/FunctionalReferenceID');
  const answer = await subgraph.ask(EVERYTHING, { reference });
  expect(answer.errors ?? []).toEqual([]);
  if (message === 'declaration') return answer.data.declaration;
  const notifications: Json[] = answer.data.declaration.responses.edges.map(({ node }: Json) => node);
  return notifications.find((each) => each.functionalReferenceId === value('Response/FunctionalReferenceID'));
}

const schema = buildSubgraphSchema([{ typeDefs: subgraphDocument(customs), resolvers: {} }]);
/** Asks for every field there is. */
const EVERYTHING = `query ($reference: ID!) {
  declaration(functionalReferenceId: $reference) ${selection(schema, 'Declaration')} }`;

function selection(of: GraphQLSchema, typeName: string): string {
  const type = of.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object`);
  const fields = Object.values(type.getFields()).map((field) => {
    const named = getNamedType(field.type);
    return isCompositeType(named) ? `${field.name} ${selection(of, named.name)}` : field.name;
  });
  return `{ ${fields.join(' ')} }`;
}

function pathOf(leaf: XmlLeaf): string {
  return leaf.steps
    .map(({ name }) => name)
    .join('/')
    .replace(/^MetaData\/(Declaration|Response)/, '$1');
}

/** Path in the answer, the occurrences of the XML for the places in its lists. */
function placeOf(leaf: XmlLeaf, places: Readonly<Record<string, string>>): ReadonlyArray<string | number> {
  const path = Object.keys(places).find((each) => each.replaceAll('[]', '') === pathOf(leaf));
  if (path === undefined) throw new Error(`${pathOf(leaf)} has no place in the graph`);
  const own = leaf.steps.slice(-path.split('/').length);
  const occurrences = path
    .split('/')
    .flatMap((step, index) => (step.endsWith('[]') ? [own[index]?.occurrence ?? 0] : []));
  return (places[path] ?? '').split('.').map((step) => (step === '#' ? (occurrences.shift() ?? 0) - 1 : step));
}

function valuesAt(record: Json, place: ReadonlyArray<string | number>): unknown[] {
  const value = place.reduce<Json>((at, step) => at?.[step], record);
  return typeof value === 'object' && value !== null
    ? [value.value, value.unitCode ?? value.currencyCode ?? null]
    : [value];
}

/** What the graph must say for an element: dates in ISO 8601, numbers with their unit, whole numbers as numbers. */
function expected({ value, attributes, steps }: XmlLeaf): unknown[] {
  const name = steps.at(-1)?.name ?? '';
  if (attributes['formatCode']) return [isoOf(value)];
  if (/(Numeric|^QuantityQuantity|TotalPackageQuantity|GoodsItemQuantity)$/.test(name) && !attributes['unitCode'])
    return [Number(value)];
  if (/(Amount|Measure|Quantity)$/.test(name))
    return [value, attributes['unitCode'] ?? attributes['currencyID'] ?? null];
  return [value];
}

function isoOf(value: string): string {
  const [, date = '', time = '', zone = ''] = /^(\d{8})(\d*)(.*)$/.exec(value) ?? [];
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  if (time === '') return day;
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  return `${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6) || '00'}${offset}`;
}
