/** A user as accounts keeps it. */
export interface UserRecord {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly birthday: number;
}

/** A product as products keeps it. */
export interface ProductRecord {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
}

/** A review as reviews keeps it. */
export interface ReviewRecord {
  readonly id: string;
  readonly body: string;
  readonly product: { readonly upc: string };
}

const WORDS =
  'the crate came sound and dry its seal unbroken we weighed it twice at the gate found no fault in the wood or in the nails and would take the same again for a longer road with more care for the corners which were bare'.split(
    ' ',
  );

/** Made-up prose of an exact length in ASCII characters; another `seed` begins at another word. */
export function prose(length: number, seed: number): string {
  let text = '';
  for (let at = seed * 7; text.length < length; at += 1) text += `${WORDS[at % WORDS.length]} `;
  return `${text.slice(0, length - 1)}.`;
}

export const USERS: readonly UserRecord[] = [
  ['Ada Mukasa-Test', 'adamt'],
  ['Ben Otieno', 'benotieno1'],
  ['Cleo Wambui', 'cleo-wambui2'],
  ['Dan Ssempala', 'danssemp'],
  ['Eve Achieng', 'eveachieng'],
  ['Finn Kato-X', 'finnkx'],
].map(([name = '', username = ''], index) => ({ id: `${index + 1}`, name, username, birthday: 1_234_567_890 }));

export const PRODUCTS: readonly ProductRecord[] = [
  ['Crate', 899, 100],
  ['Drum', 1299, 1000],
  ['Sack', 15, 20],
  ['Chest', 499, 100],
  ['Vat', 1299, 1000],
  ['Rack', 6999, 300],
  ['Winch', 3999, 2000],
  ['Engine', 100_000, 6000],
  ['Cart', 9999, 800],
].map(([name, price, weight], index) => ({
  upc: `${index + 1}`,
  name: String(name),
  price: Number(price),
  weight: Number(weight),
}));

/** Products whose stock is not empty. */
export const IN_STOCK: ReadonlySet<string> = new Set(['1', '5', '6', '7', '9']);

/** Length of the text and product of each review: the sizes of the public benchmark's own records. */
const REVIEW_SIZES: ReadonlyArray<readonly [length: number, upc: string]> = [
  [445, '1'],
  [289, '1'],
  [275, '1'],
  [143, '1'],
  [445, '2'],
  [289, '2'],
  [275, '2'],
  [143, '2'],
  [143, '3'],
  [143, '4'],
  [844, '4'],
];

export const REVIEWS: readonly ReviewRecord[] = REVIEW_SIZES.map(([length, upc], index) => ({
  id: `${index + 1}`,
  body: prose(length, index),
  product: { upc },
}));

/** Product number `n` of the catalogue: many records, each its own. */
export function catalogued(n: number): ProductRecord {
  return { upc: `c${n}`, name: `Part ${n}`, price: (n * 37) % 3000, weight: (n * 13) % 900 };
}

/** The catalogue's product of this key, if it is one. */
export function cataloguedNumber(upc: string): number | undefined {
  const digits = upc.match(/^c(\d{1,6})$/)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The one review of a catalogue's product. */
export function cataloguedReview(n: number): ReviewRecord {
  return { id: `r${n}`, body: prose(400 + ((n * 31) % 200), n), product: { upc: `c${n}` } };
}
