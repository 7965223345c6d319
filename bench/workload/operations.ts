/** An operation of the workload, as the text of a request's body. */
export interface Operation {
  readonly name: string;
  readonly body: string;
}

const FRAGMENTS = `
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }`;

/** Nested five deep, 87 KB: the public benchmark's one operation, with every field it asks for. */
export const HEAVY: Operation = operation(
  'heavy',
  `query Heavy {
    users {
      ...User
      reviews {
        ...Review
        product {
          ...Product
          reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
        }
      }
    }
    topProducts {
      ...Product
      reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
    }
  }
  ${FRAGMENTS}`,
);

/** Two fetches, one after the other; 4 KB. */
export const LIGHT: Operation = operation(
  'light',
  'query Light { topProducts { upc name price weight reviews { id body } } }',
);

/** Many records, each of three subgraphs; about 600 bytes a record. */
export function catalogue(records: number): Operation {
  return operation(
    'large',
    `query Large {
      catalog(first: ${records}) { upc name price weight inStock shippingEstimate reviews { id body } }
    }`,
  );
}

const REVIEW_AUTHOR = 'reviews { author { username } }';

/** Root field → what may be asked below it beside its key: seventeen fields, each asked or not. */
const CHOICES: ReadonlyArray<readonly [root: string, fields: readonly string[]]> = [
  ['me { id', ['name', 'username', 'birthday']],
  ['users { id', ['name', 'username', 'birthday']],
  ['user(id: "2") { id', ['name', 'username', 'birthday']],
  [
    'topProducts(first: 3) { upc',
    ['name', 'price', 'weight', 'inStock', 'shippingEstimate', 'reviews { id }', 'reviews { body }', REVIEW_AUTHOR],
  ],
];

/** How many there are of them. */
export const DISTINCT = 2 ** CHOICES.reduce((bits, [, fields]) => bits + fields.length, 0);

/** Operation number `n` of {@link DISTINCT}: no two ask for the same fields, and each has an alias of its own. */
export function distinct(n: number): Operation {
  let bits = n;
  const roots = CHOICES.map(([root, fields]) => {
    const chosen = fields.filter((_field, bit) => (bits >> bit) & 1);
    bits >>= fields.length;
    return `${root} ${chosen.join(' ')} }`;
  });
  return operation(`distinct ${n}`, `query Distinct { ${roots.slice(0, -1).join(' ')} t${n}: ${roots.at(-1)} }`);
}

function operation(name: string, query: string): Operation {
  return { name, body: JSON.stringify({ query: query.replace(/\s+/g, ' ') }) };
}
