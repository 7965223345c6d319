/**
 * The floor: what the two operations cost when a program is written by hand for just them. No GraphQL library, no plan
 * to interpret, no check of who asks; nothing is kept from one request to the next, and no text is put together from
 * what this data happens to be. Each record is asked for once a request, by as few fetches as the graph allows.
 *
 * node bench/floor/floor.js PORT '{"accounts":"http://…","inventory":"…","products":"…","reviews":"…"}'
 */
import { createServer } from 'node:http';
import { Pool } from 'undici';

const [port = '0', addresses = '{}'] = process.argv.slice(2);
const ask = Object.fromEntries(Object.entries(JSON.parse(addresses)).map(([name, url]) => [name, asker(url)]));

const USERS = bodyOf('{users{id username name}}');
const TOP_PRODUCTS = bodyOf('{topProducts{upc name price weight}}');
const REVIEWS_OF_PRODUCTS = entities('...on Product{reviews{id body}}');
const REVIEWS = entities(
  `...on User{reviews{id body product{upc reviews{id body author{${'id username reviews{id body product{upc}}'}}}}}}
   ...on Product{reviews{id body author{${'id username reviews{id body product{upc}}'}}}}`,
);
const NAMES = entities('...on User{name}');
const PRODUCTS = entities('...on Product{name price weight}');
const STOCK = entities('...on Product{inStock shippingEstimate}');

const OPERATIONS = [
  [/^query Heavy /, heavy],
  [/^query Light /, light],
];

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    answer(Buffer.concat(chunks)).then(
      (text) => send(response, 200, text),
      () => send(response, 502, '{"errors":[{"message":"a subgraph did not answer"}]}'),
    );
  });
}).listen(Number(port), '127.0.0.1');

async function answer(body) {
  const { query } = JSON.parse(body.toString());
  const [, operation] = OPERATIONS.find(([text]) => text.test(query));
  return JSON.stringify({ data: await operation() });
}

function send(response, status, text) {
  const bytes = Buffer.from(text);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
}

async function light() {
  const { topProducts } = await ask.products(TOP_PRODUCTS);
  const found = await ask.reviews(REVIEWS_OF_PRODUCTS(topProducts.map(productKey)));
  topProducts.forEach((product, index) => {
    product.reviews = found._entities[index].reviews;
  });
  return { topProducts };
}

async function heavy() {
  const [{ users }, { topProducts }] = await Promise.all([ask.accounts(USERS), ask.products(TOP_PRODUCTS)]);
  const keys = [...users.map((user) => ({ __typename: 'User', id: user.id })), ...topProducts.map(productKey)];
  const { _entities: found } = await ask.reviews(REVIEWS(keys));
  users.forEach((user, index) => {
    user.reviews = found[index].reviews;
  });
  topProducts.forEach((product, index) => {
    product.reviews = found[users.length + index].reviews;
  });
  const met = { authors: new Map(), products: new Map() };
  for (const user of users) {
    for (const review of user.reviews) {
      meetProduct(review.product, met);
      meetAuthors(review.product.reviews, met);
    }
  }
  for (const product of topProducts) {
    meetProduct(product, met);
    meetAuthors(product.reviews, met);
  }
  await complete(met, users, topProducts);
  return { users, topProducts };
}

function meetAuthors(reviews, met) {
  for (const { author } of reviews) {
    meet(met.authors, author.id, author);
    for (const review of author.reviews) meetProduct(review.product, met);
  }
}

function meetProduct(product, met) {
  meet(met.products, product.upc, product);
}

/** All places of the answer that one record stands at. */
function meet(places, key, place) {
  const known = places.get(key);
  if (known) known.push(place);
  else places.set(key, [place]);
}

/** Fills in what reviews does not know: each author and product is asked for once, unless it is here already. */
async function complete({ authors, products }, users, topProducts) {
  const names = new Map(users.map((user) => [user.id, user]));
  const details = new Map(topProducts.map((product) => [product.upc, product]));
  const newAuthors = [...authors.keys()].filter((id) => !names.has(id));
  const newProducts = [...products.keys()].filter((upc) => !details.has(upc));
  await Promise.all([
    known(names, newAuthors, ask.accounts, NAMES, (id) => ({ __typename: 'User', id })),
    known(details, newProducts, ask.products, PRODUCTS, (upc) => ({ __typename: 'Product', upc })),
  ]);
  const upcs = [...products.keys()];
  const { _entities: stock } = await ask.inventory(STOCK(upcs.map((upc) => inventoryKey(upc, details.get(upc)))));
  for (const [id, places] of authors) {
    const { name } = names.get(id);
    for (const place of places) place.name = name;
  }
  upcs.forEach((upc, index) => {
    const { name, price, weight } = details.get(upc);
    const { inStock, shippingEstimate } = stock[index];
    for (const place of products.get(upc)) {
      place.name = name;
      place.price = price;
      place.weight = weight;
      place.inStock = inStock;
      place.shippingEstimate = shippingEstimate;
    }
  });
}

async function known(records, keys, subgraph, body, representation) {
  if (keys.length === 0) return;
  const { _entities: found } = await subgraph(body(keys.map(representation)));
  keys.forEach((key, index) => {
    records.set(key, found[index]);
  });
}

function productKey({ upc }) {
  return { __typename: 'Product', upc };
}

function inventoryKey(upc, { price, weight }) {
  return { __typename: 'Product', upc, price, weight };
}

function bodyOf(query) {
  return JSON.stringify({ query });
}

function entities(selection) {
  const query = JSON.stringify(`query($r:[_Any!]!){_entities(representations:$r){${selection}}}`);
  return (representations) => `{"query":${query},"variables":{"r":${JSON.stringify(representations)}}}`;
}

/** @returns a function that posts a body and settles with the answer's data. */
function asker(address) {
  const { origin, pathname } = new URL(address);
  const pool = new Pool(origin, { connections: 64 });
  const options = { path: pathname, method: 'POST', headers: { 'content-type': 'application/json' } };
  return (body) =>
    new Promise((resolve, reject) => {
      const chunks = [];
      let status = 0;
      pool.dispatch(
        { ...options, body },
        {
          onRequestStart() {},
          onResponseStart(_controller, statusCode) {
            status = statusCode;
          },
          onResponseData(_controller, chunk) {
            chunks.push(chunk);
          },
          onResponseEnd() {
            try {
              resolve(dataOf(status, chunks));
            } catch (error) {
              reject(error);
            }
          },
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
}

function dataOf(status, chunks) {
  if (status !== 200) throw new Error(`status ${status}`);
  const { data, errors } = JSON.parse((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)).toString());
  if (errors) throw new Error('a subgraph answered with errors');
  return data;
}
