import { GraphQLError } from 'graphql';
import {
  catalogued,
  cataloguedNumber,
  cataloguedReview,
  IN_STOCK,
  PRODUCTS,
  type ProductRecord,
  REVIEWS,
  USERS,
} from './records.ts';

/** Resolvers of one subgraph: type → field → function. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Largest list one call may ask for. */
const MOST = 20_000;

const userById = new Map(USERS.map((user) => [user.id, user]));
const productByUpc = new Map(PRODUCTS.map((product) => [product.upc, product]));
const reviewById = new Map(REVIEWS.map((review) => [review.id, review]));
const reviewsOf = new Map(PRODUCTS.map(({ upc }) => [upc, REVIEWS.filter(({ product }) => product.upc === upc)]));

/** Everybody wrote the same two reviews, and all reviews are by the first user, as in the public benchmark. */
const BY_EVERYBODY = REVIEWS.slice(0, 2);
const AUTHOR = { id: '1', username: USERS[0]?.username };

const accounts: Resolvers = {
  Query: {
    me: () => USERS[0],
    user: (_: unknown, { id }: { id: string }) => userById.get(id) ?? null,
    users: () => USERS,
  },
  User: { __resolveReference: ({ id }: { id: string }) => userById.get(id) ?? null },
};

const inventory: Resolvers = {
  Product: {
    __resolveReference: (product: Partial<ProductRecord>) => product,
    inStock: ({ upc }: ProductRecord) => IN_STOCK.has(upc) || (cataloguedNumber(upc) ?? 0) % 3 > 0,
    shippingEstimate: ({ price, weight }: ProductRecord) => (price > 1000 ? 0 : Math.floor(weight / 2)),
  },
};

const products: Resolvers = {
  Query: {
    topProducts: (_: unknown, { first }: { first: number }) => PRODUCTS.slice(0, bounded(first)),
    catalog: (_: unknown, { first }: { first: number }) =>
      Array.from({ length: bounded(first) }, (_each, index) => catalogued(index)),
  },
  Product: { __resolveReference: ({ upc }: ProductRecord) => productByUpc.get(upc) ?? fromCatalogue(upc, catalogued) },
};

const reviews: Resolvers = {
  Review: { __resolveReference: ({ id }: { id: string }) => reviewById.get(id) ?? null, author: () => AUTHOR },
  User: { __resolveReference: ({ id }: { id: string }) => ({ id }), reviews: () => BY_EVERYBODY },
  Product: {
    __resolveReference: ({ upc }: ProductRecord) => ({ upc }),
    reviews: ({ upc }: ProductRecord) => reviewsOf.get(upc) ?? [fromCatalogue(upc, cataloguedReview)].filter(Boolean),
  },
};

/** Subgraph → its resolvers. */
export const RESOLVERS: ReadonlyMap<string, Resolvers> = new Map([
  ['accounts', accounts],
  ['inventory', inventory],
  ['products', products],
  ['reviews', reviews],
]);

function fromCatalogue<Record>(upc: string, make: (n: number) => Record): Record | null {
  const number = cataloguedNumber(upc);
  return number === undefined ? null : make(number);
}

function bounded(first: number): number {
  if (first < 0 || first > MOST) throw new GraphQLError(`first: 0 to ${MOST}`);
  return first;
}
