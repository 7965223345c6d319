/** Goods as they cross at Busia: what a goods item of a generated declaration is made from. */
export interface Goods {
  /** EAC common external tariff, eight digits; the first six are HS 2022. */
  readonly tariffCode: string;
  readonly description: string;
  /** ISO 3166-1 alpha-2. */
  readonly origins: readonly [string, ...string[]];
  /** UN/ECE Recommendation 21. */
  readonly packageType: string;
  /** Net mass of a package in kilogram. */
  readonly packageKg: number;
  readonly valuePerKgUsd: number;
  /** Kind of health entry document the goods need. */
  readonly entryDocument?: 'CHEDA' | 'CHEDP' | 'CHEDPP';
  /** Standard by which the goods are certified before they come in, as the bureau of standards cites it. */
  readonly standard?: string;
  /** UN number of dangerous goods. */
  readonly undgId?: string;
}

/** What comes in from Kenya and beyond. */
export const IMPORTS: readonly [Goods, ...Goods[]] = [
  { ...goods('25232900', 'Portland cement in bags', ['KE'], 'BG', 50, 0.11), standard: 'US EAS 18-1' },
  goods('15119030', 'Palm olein, refined', ['MY', 'ID'], 'DR', 190, 1.05),
  {
    ...goods('72104100', 'Roofing sheets of corrugated steel, zinc plated', ['CN', 'IN', 'KE'], 'BE', 900, 0.92),
    standard: 'US EAS 11',
  },
  goods('10063000', 'Rice, milled', ['PK', 'TZ', 'VN'], 'BG', 50, 0.55),
  goods('30049000', 'Medicaments in measured doses', ['IN', 'KE'], 'CT', 12, 24.5),
  goods('63090000', 'Worn clothing in bales', ['GB', 'CN'], 'BL', 45, 1.3),
  { ...goods('34011100', 'Toilet soap in bars', ['KE'], 'CT', 14, 1.6), standard: 'US EAS 186-1' },
  goods('39011000', 'Polyethylene in primary forms', ['SA', 'AE'], 'BG', 25, 1.15),
  goods('40112000', 'New pneumatic tyres for lorries', ['CN', 'JP'], 'PP', 55, 3.4),
  goods('85171300', 'Smartphones', ['CN', 'VN'], 'CT', 9, 190),
  goods('31021000', 'Urea fertiliser', ['SA', 'QA'], 'BG', 50, 0.42),
  goods('48191000', 'Cartons of corrugated paperboard', ['KE'], 'PX', 250, 0.95),
  goods('32091000', 'Emulsion paints', ['KE'], 'DR', 22, 1.8),
  { ...goods('27101220', 'Motor spirit (gasoline), premium', ['AE'], 'DR', 160, 0.85), undgId: '1203' },
  { ...goods('38089110', 'Insecticides for farm use', ['IN', 'KE'], 'DR', 25, 6.2), undgId: '2902' },
  { ...goods('10051000', 'Maize seed for sowing', ['KE', 'ZA'], 'BG', 25, 2.9), entryDocument: 'CHEDPP' },
  { ...goods('07019000', 'Ware potatoes, fresh', ['KE'], 'BG', 50, 0.35), entryDocument: 'CHEDPP' },
  { ...goods('03027900', 'Nile tilapia, chilled', ['KE', 'TZ'], 'BX', 20, 2.4), entryDocument: 'CHEDP' },
  { ...goods('04012000', 'Milk, heat treated', ['KE'], 'CT', 12, 0.95), entryDocument: 'CHEDP' },
  { ...goods('01051100', 'Day-old chicks', ['KE', 'NL'], 'BX', 4, 11), entryDocument: 'CHEDA' },
];

/** What goes out from Uganda. */
export const EXPORTS: readonly [Goods, ...Goods[]] = [
  goods('09011100', 'Coffee, not roasted, not decaffeinated', ['UG'], 'BG', 60, 2.6),
  goods('09024000', 'Black tea in bulk', ['UG', 'RW'], 'BG', 56, 1.9),
  goods('17011400', 'Raw cane sugar', ['UG'], 'BG', 50, 0.6),
  goods('24012000', 'Tobacco, stemmed', ['UG'], 'BL', 180, 3.1),
  goods('72142000', 'Bars and rods of iron for concrete', ['UG'], 'BE', 1000, 0.7),
  { ...goods('10059000', 'Maize, in the grain', ['UG'], 'BG', 90, 0.28), entryDocument: 'CHEDPP' },
  { ...goods('07133390', 'Beans, dried', ['UG', 'CD'], 'BG', 90, 0.75), entryDocument: 'CHEDPP' },
  { ...goods('04072100', 'Hen eggs, fresh', ['UG'], 'CT', 18, 1.7), entryDocument: 'CHEDP' },
];

/** Code by which a certificate of conformity is cited: category C, and UN/EDIFACT 1001 code 2 in three digits. */
export const CONFORMITY_CODE = 'C002';

/** Code of the document by which each kind of health entry document is cited: category and type. */
export const ENTRY_DOCUMENT_CODES = { CHEDA: 'C640', CHEDP: 'N853', CHEDPP: 'C085' } as const;

function goods(
  tariffCode: string,
  description: string,
  origins: readonly [string, ...string[]],
  packageType: string,
  packageKg: number,
  valuePerKgUsd: number,
): Goods {
  return { tariffCode, description, origins, packageType, packageKg, valuePerKgUsd };
}
