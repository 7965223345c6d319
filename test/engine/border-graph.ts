import type { Subgraph } from '../support/federated.ts';

type Row = Record<string, unknown> & { readonly __typename: string };
type Money = { currency: string };

const RATES: Readonly<Record<string, number>> = { USD: 1, UGX: 3700 };

/**
 * Records that all know one another, each with all its fields: what one server over all the data would answer from. A
 * field that takes arguments is a function of them.
 */
const places = ['Busia', 'Malaba'].map(
  (town): Row => ({ __typename: 'Place', town, lanes: town.length, country: { __typename: 'Country', code: 'UG' } }),
);

const persons = ['A', 'B', 'C'].map(
  (name, at): Row => ({
    __typename: 'Traveller',
    document: `T${at}`,
    name,
    label: `person ${name}`,
    isWanted: at === 1,
    aliases: at === 0 ? null : [name, null],
    rank: at,
  }),
);

const vehicles = ['U1', 'U2'].map(
  (plate, at): Row => ({
    __typename: 'Vehicle',
    plate,
    make: at === 0 ? 'Tata' : null,
    label: `vehicle ${plate}`,
    isStolen: at === 1,
    axles: 3 + at,
    driver: persons[at],
    owner: persons[2],
  }),
);

const products = ['0902', '1005', '0409'].map(
  (code, at): Row => ({
    __typename: 'Product',
    code,
    name: at === 2 ? null : `product ${code}`,
    ban: at === 1 ? { __typename: 'Ban', since: '2026', product: null } : null,
  }),
);

const goods = [0, 1, 2, 3].map((at): Row => {
  const value = at === 3 ? null : 10 * at;
  return {
    __typename: 'Consignment',
    id: `c${at}`,
    mrn: `M${at}`,
    label: `goods ${at}`,
    weight: at / 2,
    value: ({ currency }: Money) => (value === null ? null : value * (RATES[currency] ?? 0)),
    vehicle: at === 2 ? null : vehicles[at % 2],
    place: places[at % 2],
    lines:
      at === 1
        ? null
        : [
            [{ __typename: 'Line', number: at, product: products[at % 3] }, null],
            [],
            at === 0 ? null : [{ __typename: 'Line', number: 9, product: products[2] }],
          ],
    decision: at === 0 ? 'RELEASE' : at === 1 ? null : 'HOLD',
    certificates:
      at === 0
        ? []
        : [
            { __typename: 'Certificate', id: `s${at}`, text: `text ${at}` },
            { __typename: 'Waiver', id: `w${at}`, reason: null },
          ],
    duty: value === null ? null : value * 2 + at / 2,
    risk: at === 1 ? -1 : at / 2 + (at === 0 ? 0 : 100),
  };
});

for (const [at, person] of persons.entries())
  Object.assign(person, {
    vehicles: vehicles.slice(at),
    found: at === 2 ? null : [goods[at], vehicles[0], null, persons[2]],
  });
for (const vehicle of vehicles) Object.assign(vehicle, { load: goods.filter((each) => each['vehicle'] === vehicle) });
for (const [at, product] of products.entries())
  if (product['ban']) Object.assign(product['ban'], { product: products[at - 1] });

const root = {
  consignments: goods,
  consignment: ({ id }: { id: string }) => goods.find((each) => each['id'] === id) ?? null,
  found: [vehicles[1], goods[3], null, persons[0]],
  subjects: [goods[0], vehicles[0], persons[1]],
  watched: [persons[1], vehicles[1]],
  vehicle: ({ plate }: { plate: string }) => vehicles.find((each) => each['plate'] === plate) ?? null,
  persons,
  bans: products.map((product) => product['ban']).filter((ban) => ban !== null),
  post: places[0],
};

const all: readonly Row[] = [...goods, ...vehicles, ...persons, ...products];

/** What one server over all the data resolves from. */
export const ROOT: object = root;

/** The record of a reference, without the fields named, which only the reference may bring. */
function resolved(typeName: string, key: string, ...required: readonly string[]): { __resolveReference: object } {
  return {
    __resolveReference({ __typename, ...reference }: Row) {
      const row = all.find((each) => each.__typename === typeName && each[key] === reference[key]);
      if (!row) return null;
      return { ...Object.fromEntries(Object.entries(row).filter(([name]) => !required.includes(name))), ...reference };
    },
  };
}

const Query = root as Readonly<Record<string, object>>;
const only = (...names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      typeof Query[name] === 'function'
        ? (_: unknown, args: never) => (Query[name] as (args: never) => unknown)(args)
        : () => Query[name],
    ]),
  );

/** The same data behind five subgraphs, each with its part of the fields. */
export const BORDER: readonly Subgraph[] = [
  {
    name: 'customs',
    typeDefs: `type Query { consignments: [Consignment!]! consignment(id: ID!): Consignment found: [Found] subjects: [Subject!] post: Place @shareable }
      interface Subject { label: String }
      union Found = Consignment | Vehicle | Traveller
      type Consignment implements Subject @key(fields: "id") { id: ID! mrn: String label: String weight: Float! value(currency: String!): Float
        vehicle: Vehicle place: Place @shareable lines: [[Line]] }
      type Line { number: Int! product: Product }
      type Product @key(fields: "code") { code: ID! }
      type Vehicle implements Subject @key(fields: "plate") { plate: ID! label: String @shareable }
      type Traveller implements Subject @key(fields: "document") { document: ID! label: String @shareable }
      type Place @shareable { town: String! lanes: Int }`,
    resolvers: {
      Query: only('consignments', 'consignment', 'found', 'subjects', 'post'),
      Consignment: resolved('Consignment', 'id'),
      Vehicle: resolved('Vehicle', 'plate'),
      Traveller: resolved('Traveller', 'document'),
    },
  },
  {
    name: 'registry',
    typeDefs: `type Query { vehicle(plate: ID!): Vehicle persons: [Traveller!]! post: Place @shareable }
      interface Subject { label: String }
      type Vehicle implements Subject @key(fields: "plate") { plate: ID! make: String axles: Int! owner: Traveller label: String @shareable load: [Consignment!]! }
      type Traveller implements Subject @key(fields: "document") { document: ID! name: String! @shareable label: String @shareable }
      type Consignment @key(fields: "id") { id: ID! place: Place @shareable }
      type Place @shareable { town: String! country: Country }
      type Country { code: ID! }`,
    resolvers: {
      Query: only('vehicle', 'persons', 'post'),
      Consignment: resolved('Consignment', 'id'),
      Vehicle: resolved('Vehicle', 'plate'),
      Traveller: resolved('Traveller', 'document'),
    },
  },
  {
    name: 'police',
    typeDefs: `type Query { watched: [Subject!]! }
      interface Subject { label: String }
      union Found = Consignment | Vehicle | Traveller
      type Vehicle implements Subject @key(fields: "plate") { plate: ID! label: String @shareable isStolen: Boolean driver: Traveller @provides(fields: "name") }
      type Traveller implements Subject @key(fields: "document") { document: ID! name: String! @external label: String @shareable
        isWanted: Boolean! aliases: [String] vehicles: [Vehicle!]! found: [Found] rank: Int }
      type Consignment @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: only('watched'),
      Vehicle: resolved('Vehicle', 'plate'),
      Traveller: resolved('Traveller', 'document'),
    },
  },
  {
    name: 'sps',
    typeDefs: `type Query { bans: [Ban!] }
      enum Decision { RELEASE HOLD }
      interface Paper { id: ID! }
      type Certificate implements Paper { id: ID! text: String } type Waiver implements Paper { id: ID! reason: String }
      type Product @key(fields: "code") { code: ID! name: String ban: Ban }
      type Ban { since: String product: Product }
      type Consignment @key(fields: "id") { id: ID! decision: Decision certificates: [Paper!]! }`,
    resolvers: {
      Query: only('bans'),
      Product: resolved('Product', 'code'),
      Consignment: resolved('Consignment', 'id'),
    },
  },
  {
    name: 'risk',
    typeDefs: `enum Decision { RELEASE HOLD }
      type Consignment @key(fields: "id") { id: ID! weight: Float! @external value(currency: String!): Float @external decision: Decision @external
        duty: Float @requires(fields: "weight value(currency: \\"USD\\")") risk: Float @requires(fields: "weight decision") }`,
    resolvers: {
      Consignment: {
        ...resolved('Consignment', 'id', 'weight', 'value', 'decision', 'duty', 'risk'),
        duty: ({ weight, value }: { weight: number; value: number | null }) =>
          value === null ? null : value * 2 + weight,
        risk: ({ weight, decision }: { weight: number; decision: string | null }) =>
          decision === null ? -1 : weight + (decision === 'HOLD' ? 100 : 0),
      },
    },
  },
];
