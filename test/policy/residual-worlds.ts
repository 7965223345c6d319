import { agencyName, type Coordinate } from '../../gateway/ids.ts';
import { Oracle } from '../../gateway/policy/cedar/oracle.ts';
import type { PolicySet } from '../../gateway/policy/cedar/policy-set.ts';
import type { Random } from '../../gateway/policy/cedar/random.ts';
import type { Label } from '../../gateway/policy/labels.ts';
import { type RecordFields, tally } from '../../gateway/policy/records.ts';
import type { PolicyResource, RecordAttributes, RecordValue } from '../../gateway/policy/request.ts';
import { type Question, Rules } from '../../gateway/policy/rules.ts';
import type { Residual } from '../../standards/grant/residual.ts';
import type { AttributeType, Column } from '../../subgraphs/kit/index.ts';
import { context, principal, RECORD } from './cedar/policies.ts';

/** The kit's types of what rules may read. */
export const KIT_TYPES = {
  String: 'text',
  Long: 'integer',
  Bool: 'boolean',
  StringSet: 'texts',
} as const satisfies Record<string, AttributeType>;

export const TYPES: readonly RecordAttributes[] = [
  RECORD,
  new Map([
    ['holder', 'String'],
    ['sealed', 'Bool'],
  ] as const),
];

/** The attributes as an agency declares them, each kept under its name. */
export function columnsOf(attributes: RecordAttributes): ReadonlyMap<string, Column> {
  return new Map([...attributes].map(([name, type]) => [name, { sql: name, type: KIT_TYPES[type] }]));
}

/** Of a type whose records have the attributes, the fields are NEUTRAL: one published, one of the declaration, reduced. */
const LABEL: Label = {
  category: 'PUBLIC',
  group: undefined,
  mask: undefined,
  denial: 'NEUTRAL',
  absent: undefined,
  reads: new Map(),
  derivedFrom: [],
  gradedBy: [],
  members: [],
};
const FIELDS = new Map<Coordinate, Label>([
  ['Parcel.name' as Coordinate, LABEL],
  ['Parcel.value' as Coordinate, { ...LABEL, category: 'COMMERCIAL', group: 'declaration', mask: 'INITIALS' }],
]);
const CUSTOMS = agencyName('customs');

export const QUESTIONS: readonly Question[] = [
  question({}, {}),
  question({ kind: 'Partner', agency: 'KEMBA', roles: new Set(['auditor']), post: 'KEMBA' }, { hasCase: true }),
  question(
    { country: 'UG', roles: new Set(['officer', 'auditor']), clearance: 'SECRET', post: 'KE' },
    { purpose: 'RISK' },
  ),
];

function question(who: Parameters<typeof principal>[0], why: Parameters<typeof context>[0]): Question {
  return { principal: principal(who), context: context({ ...why, record: 'unknown' }), purposes: new Set() };
}

/** The rules of a set over parcels of these attributes, which customs says it restricts. */
export function rulesOver(set: PolicySet, attributes: RecordAttributes): Rules {
  if (!CUSTOMS) throw new Error('customs is no name');
  return new Rules(set, {
    labels: FIELDS,
    records: new Map([['Parcel', attributes]]),
    retentions: new Map(),
    restricted: new Map([['Parcel', CUSTOMS]]),
    isObject: () => true,
    owners: () => [CUSTOMS],
  });
}

interface AskedOfCedar {
  readonly action: 'disclose' | 'discloseMasked';
  readonly resource: PolicyResource;
}

/** Whether a parcel is there by Cedar's own word, and by the hub's that what is read of a record has to be there. */
export class CedarWorld {
  readonly #oracle: Oracle;
  readonly #asked: readonly AskedOfCedar[];
  readonly #set: PolicySet;
  readonly #attributes: RecordAttributes;
  readonly #known = new Map<string, boolean>();

  constructor(set: PolicySet, attributes: RecordAttributes) {
    this.#oracle = new Oracle(set.policies);
    this.#set = set;
    this.#attributes = attributes;
    this.#asked = [...FIELDS.keys()].flatMap((coordinate) => {
      const { category, group, mask } = FIELDS.get(coordinate) ?? LABEL;
      if (!CUSTOMS) return [];
      const resource = { coordinate, category, groups: group ? [group] : [], agency: CUSTOMS };
      const actions = mask ? (['disclose', 'discloseMasked'] as const) : (['disclose'] as const);
      return actions.map((action) => ({ action, resource }));
    });
  }

  isThere(record: RecordFields, { principal: who, context: why }: Question): boolean {
    const given = conforming(record, this.#attributes);
    const verdictOf = ({ action, resource }: AskedOfCedar) =>
      this.#set.rulesFor(action, resource).decide(who, why).verdict;
    const isByRecord = ({ resource }: AskedOfCedar): boolean => {
      const verdicts = this.#asked.filter((each) => each.resource === resource).map(verdictOf);
      return verdicts[0] !== 'permit' && verdicts.includes('needs-record');
    };
    // To a partner a record that has a say over any field is there only where it lets one be shown.
    const byRecord = who.kind === 'Partner' ? this.#asked.filter(isByRecord) : [];
    const asked = byRecord.length > 0 ? byRecord : this.#asked;
    return asked.some(({ action, resource }) => {
      const rule = this.#set.rulesFor(action, resource);
      const read = [...rule.reads.record].filter((name) => this.#attributes.has(name));
      // What is decided without the record holds whatever it lacks.
      const isByRecord = rule.decide(who, why).verdict === 'needs-record';
      if (isByRecord && read.some((name) => given[name] === undefined)) return false;
      const seen = Object.fromEntries(read.map((name) => [name, given[name]]));
      const key = JSON.stringify([action, resource.coordinate, who.kind, who.agency, why.purpose, why.hasCase, seen]);
      const known = this.#known.get(key);
      if (known !== undefined) return known;
      const { verdict } = this.#oracle.ask({ action, resource }, who, { ...why, record: seen });
      this.#known.set(key, verdict === 'permit');
      return verdict === 'permit';
    });
  }
}

/** The attributes of a record that are of the type that the schema says. */
export function conforming(record: RecordFields, attributes: RecordAttributes): Readonly<Record<string, RecordValue>> {
  const isOf = {
    String: (value: unknown) => typeof value === 'string',
    Long: (value: unknown) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
    Bool: (value: unknown) => typeof value === 'boolean',
    StringSet: (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  };
  const own = [...attributes].filter(([name, type]) => isOf[type](record[name]));
  return Object.fromEntries(own.map(([name]) => [name, record[name] as RecordValue]));
}

/** Words of the rules, near misses, and what sorts or is written otherwise than it looks. */
const TEXTS = ['KEMBA', 'UGKLA', 'customs', 'KE', 'K', '', 'kemba', 'a*', '\u{1D4B3}'];
const LONGS = [-3, -1, 0, 2, 3, 5, 7, 2 ** 31 - 1, 2 ** 31, 9_007_199_254_740_991];
const PORTS = [[], ['KEMBA'], ['KE'], ['KEMBA', 'KE'], ['UGKLA', 'customs'], ['customs', 'KE', 'KEMBA'], ['x', '']];

/** Records with attributes that are null, missing or of another type. */
export function randomRecord(random: Random, attributes: RecordAttributes): RecordFields {
  const values = [...attributes].map(([name, type]) => [name, valueIn(random, type)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function valueIn(random: Random, type: keyof typeof KIT_TYPES): unknown {
  if (random.chance(0.06)) return undefined;
  if (random.chance(0.06)) return null;
  if (random.chance(0.06))
    return random.pick<unknown>([1.5, '1', 1, true, 'true', [], ['KE', null], ['KE', 1], {}, 2 ** 53]);
  switch (type) {
    case 'String':
      return random.pick(TEXTS);
    case 'Long':
      return random.pick(LONGS);
    case 'Bool':
      return random.chance(0.5);
    default:
      return random.pick(PORTS);
  }
}

/** What the gateway makes of parcels for a caller. */
export interface Judged {
  /** As it is pushed down; `there`: they all are; undefined: it is not pushed down. */
  readonly residual: Residual | 'there' | undefined;
  isThere(record: RecordFields): boolean;
}

export function judgedBy(rules: Rules, asked: Question): Judged {
  const presence = rules.presence('Parcel', asked);
  if (!presence) return { residual: 'there', isThere: () => true };
  const { pushDown } = presence;
  return {
    residual: pushDown?.isExact ? pushDown.residual(0) : undefined,
    isThere: (record) => presence.isThere(record, tally(0)),
  };
}
