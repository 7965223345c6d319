/** Scientific name and Swahili description of what entry documents are for, by the first four digits of the HS code. */
const GOODS: ReadonlyMap<string, readonly [species: string, swahili: string]> = new Map([
  ['0105', ['Gallus gallus', 'Vifaranga wa siku moja']],
  ['0204', ['Capra hircus', 'Nyama ya mbuzi iliyopozwa']],
  ['0302', ['Oreochromis niloticus', 'Sato, waliopozwa']],
  ['0401', ['Bos taurus', 'Maziwa']],
  ['0407', ['Gallus gallus', 'Mayai ya kuku']],
  ['0701', ['Solanum tuberosum', 'Viazi mviringo']],
  ['0713', ['Phaseolus vulgaris', 'Maharagwe makavu']],
  ['1005', ['Zea mays', 'Mahindi']],
]);

/** Scientific name of the species that the goods come from. */
export function speciesOf(tariffCode: string): string {
  return GOODS.get(tariffCode.slice(0, 4))?.[0] ?? 'Plantae';
}

/** The goods in Swahili. */
export function swahiliOf(tariffCode: string): string {
  return GOODS.get(tariffCode.slice(0, 4))?.[1] ?? 'Bidhaa za mimea';
}
