import { policy } from '../support/policies.ts';
import type { RuledAgency } from '../support/ruled.ts';

/** Of a field: who has it, its category, and its mask. Written by hand: what the SDL below says is held against it. */
const FIELDS: Readonly<Record<string, readonly [owners: string, category: string, mask?: 'INITIALS']>> = {
  'Ship.id': ['port watch', 'PUBLIC'],
  'Ship.code': ['port registry', 'COMMERCIAL'],
  'Ship.shipName': ['port', 'OFFICIAL'],
  'Ship.owner': ['port', 'COMMERCIAL', 'INITIALS'],
  'Ship.alert': ['watch', 'LAW_ENFORCEMENT'],
  'Ship.riskBand': ['watch', 'OFFICIAL'],
  'Ship.registered': ['registry', 'OFFICIAL'],
  'Truck.id': ['port', 'PUBLIC'],
  'Truck.plate': ['port', 'OFFICIAL'],
  'Truck.owner': ['port', 'PERSONAL', 'INITIALS'],
  'Person.personName': ['port', 'PERSONAL', 'INITIALS'],
  'Person.birth': ['port', 'PERSONAL'],
  'Cargo.goods': ['port', 'COMMERCIAL'],
  'Cargo.worth': ['port', 'COMMERCIAL'],
  'Gun.serial': ['port', 'LAW_ENFORCEMENT'],
};

/** What agencies permit: role, purpose, level and categories. */
const PERMITS: ReadonlyArray<
  readonly [agency: string, role: string, purpose: string, level: 'FULL' | 'MASKED', categories: string]
> = [
  ['port', 'officer', 'RISK_ASSESSMENT', 'FULL', 'OFFICIAL'],
  ['port', 'officer', 'BORDER_CHECK', 'FULL', 'OFFICIAL'],
  ['port', 'officer', 'BORDER_CHECK', 'MASKED', 'PERSONAL'],
  ['port', 'broker', 'RISK_ASSESSMENT', 'FULL', 'OFFICIAL COMMERCIAL'],
  ['port', 'broker', 'BORDER_CHECK', 'MASKED', 'COMMERCIAL'],
  ['port', 'chief', 'RISK_ASSESSMENT', 'FULL', 'OFFICIAL COMMERCIAL PERSONAL'],
  ['port', 'chief', 'BORDER_CHECK', 'FULL', 'OFFICIAL PERSONAL'],
  ['watch', 'officer', 'RISK_ASSESSMENT', 'FULL', 'OFFICIAL'],
  ['watch', 'chief', 'RISK_ASSESSMENT', 'FULL', 'OFFICIAL LAW_ENFORCEMENT'],
  ['registry', 'broker', 'RISK_ASSESSMENT', 'FULL', 'OFFICIAL COMMERCIAL'],
  ['registry', 'officer', 'BORDER_CHECK', 'FULL', 'OFFICIAL'],
];

/** Taken from the broker whatever is permitted. */
const FORBIDDEN = { role: 'broker', at: 'Truck.plate' } as const;

export const ROLES = ['reader', 'officer', 'broker', 'chief'] as const;
export const PURPOSES = ['RISK_ASSESSMENT', 'BORDER_CHECK', 'PUBLIC_HEALTH'] as const;

/** What of a field a role may be shown for a purpose, read from the tables alone. */
export function mayHave(role: string, purpose: string, at: string): 'FULL' | 'MASKED' | 'NOTHING' {
  const [owners = '', category = '', mask] = FIELDS[at] ?? [];
  if (category === 'PUBLIC') return 'FULL';
  if (role === FORBIDDEN.role && at === FORBIDDEN.at) return 'NOTHING';
  const permits = (level: 'FULL' | 'MASKED'): boolean =>
    owners
      .split(' ')
      .every((owner) =>
        PERMITS.some(
          ([agency, ofRole, ofPurpose, ofLevel, categories]) =>
            agency === owner &&
            ofRole === role &&
            ofPurpose === purpose &&
            ofLevel === level &&
            categories.split(' ').includes(category),
        ),
      );
  if (permits('FULL')) return 'FULL';
  return mask && permits('MASKED') ? 'MASKED' : 'NOTHING';
}

export const COORDINATES = Object.keys(FIELDS);

/** Agency → fields whose values it is sent to find a record or to derive: nobody else is. */
export const SENT: Readonly<Record<string, readonly string[]>> = {
  port: ['Ship.id', 'Ship.code'],
  watch: ['Ship.id', 'Ship.owner'],
  registry: ['Ship.code'],
};

/** A key that is not sent on for one role and purpose, though both agencies show what they have. */
export const KEPT = { role: 'officer', purpose: 'BORDER_CHECK', at: 'Ship.code', to: 'registry' } as const;

/** Whether a value may reach an agency on behalf of a role for a purpose, read from the tables alone. */
export function mayReach(agency: string, at: string, role: string, purpose: string): boolean {
  const isKept = agency === KEPT.to && at === KEPT.at && role === KEPT.role && purpose === KEPT.purpose;
  return !isKept && (SENT[agency]?.includes(at) ?? false);
}

/** A value that stands nowhere else: it names its field and record. */
export const canary = (at: string, record: string): string => `CANARY ${at} ${record}!`;

const ship = (record: string) => ({
  __typename: 'Ship',
  ...values('Ship', ['id', 'code', 'shipName', 'owner'], record),
  master: values('Person', ['personName', 'birth'], record),
  cargo: ['1', '2'].map((each) => values('Cargo', ['goods', 'worth'], record + each)),
});
const truck = (record: string) => ({ __typename: 'Truck', ...values('Truck', ['id', 'plate', 'owner'], record) });
const gun = (record: string) => ({ __typename: 'Gun', ...values('Gun', ['serial'], record) });

function values(type: string, fields: readonly string[], record: string): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, canary(`${type}.${field}`, record)]));
}

/** The record that a key is of. */
const recordOf = (key: string): string => key.split(' ')[2]?.slice(0, -1) ?? '';

const PORT = `type Query @classified(as: PUBLIC) {
  ships: [Ship!] ship(id: ID @reads(field: "Ship.code", how: MATCH)): Ship crafts: [Craft!] found: [Found!] }
interface Craft { id: ID @classified(as: PUBLIC) owner: String @classified(as: COMMERCIAL) }
type Ship implements Craft @key(fields: "id") @key(fields: "code") @classified(as: OFFICIAL) {
  id: ID @classified(as: PUBLIC) code: ID @classified(as: COMMERCIAL) shipName: String
  owner: String @classified(as: COMMERCIAL, mask: INITIALS)
  master: Person @classified(as: PERSONAL) cargo: [Cargo!] @classified(as: COMMERCIAL) }
type Truck implements Craft @classified(as: OFFICIAL) {
  id: ID @classified(as: PUBLIC) plate: String owner: String @classified(as: PERSONAL, mask: INITIALS) }
type Person @classified(as: PERSONAL) {
  personName: String @classified(as: PERSONAL, mask: INITIALS) birth: String }
type Cargo @classified(as: COMMERCIAL) { goods: String worth: String }
type Gun @classified(as: LAW_ENFORCEMENT) { serial: String }
union Found = Ship | Truck | Gun`;

const WATCH = `type Ship @key(fields: "id") @classified(as: OFFICIAL) {
  id: ID @classified(as: PUBLIC) owner: String @external alert: String @classified(as: LAW_ENFORCEMENT)
  riskBand: String @requires(fields: "owner") @derived(from: "owner") }`;

const REGISTRY = `type Ship @key(fields: "code") @classified(as: OFFICIAL) {
  code: ID @classified(as: COMMERCIAL) registered: String }`;

/** The three agencies. @param isForbidding false: the forbid is left out, as by mistake. */
export function canaryAgencies(isForbidding = true): readonly RuledAgency[] {
  const all = () => [ship('s1'), ship('s2'), truck('t1')];
  const byKey = (field: 'id' | 'code') => (key: Record<string, string>) =>
    [ship('s1'), ship('s2')].find((each) => (each as unknown as Record<string, string>)[field] === key[field]);
  return [
    {
      name: 'port',
      types: PORT,
      resolvers: {
        Query: {
          ships: () => [ship('s1'), ship('s2')],
          ship: () => ship('s1'),
          crafts: all,
          found: () => [...all(), gun('g1')],
        },
        Ship: {
          __resolveReference: (key: Record<string, string>) => byKey('id' in key ? 'id' : 'code')(key),
        },
      },
      policies: policiesOf('port', isForbidding),
    },
    {
      name: 'watch',
      types: WATCH,
      resolvers: {
        Ship: {
          __resolveReference: ({ id = '', owner }: Record<string, string>) => ({
            ...{ id, owner },
            alert: canary('Ship.alert', recordOf(id)),
            riskBand: canary('Ship.riskBand', recordOf(id)),
          }),
        },
      },
      policies: policiesOf('watch', isForbidding),
    },
    {
      name: 'registry',
      types: REGISTRY,
      resolvers: {
        Ship: {
          __resolveReference: ({ code = '' }: Record<string, string>) => ({
            code,
            registered: canary('Ship.registered', recordOf(code)),
          }),
        },
      },
      policies: policiesOf('registry', isForbidding),
    },
  ];
}

function policiesOf(agency: string, isForbidding: boolean): string {
  const permits = PERMITS.filter(([of]) => of === agency).flatMap(([, role, purpose, level, categories], at) =>
    categories
      .split(' ')
      .map((category, which) =>
        policy(
          `${agency}-${at}-${which}`,
          `principal in Role::"${role}", action in [${level === 'FULL' ? 'Action::"disclose", Action::"use"' : 'Action::"discloseMasked"'}], resource in Category::"${category}"`,
          `context.purpose == "${purpose}"`,
        ),
      ),
  );
  const published = policy(
    `${agency}-published`,
    'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"',
  );
  const isOwn = (at: string): boolean => FIELDS[at]?.[0].split(' ').includes(agency) ?? false;
  const sent = Object.entries(SENT).flatMap(([to, fields]) =>
    fields
      .filter(isOwn)
      .map((at) =>
        policy(
          `${agency}-${at.toLowerCase().replace('.', '-')}-to-${to}`,
          `principal, action in [Action::"join", Action::"derive"], resource == Field::"${at}"`,
          `context has to && context.to == "${to}"`,
        ),
      ),
  );
  const kept = policy(
    `${agency}-not-sent`,
    `principal in Role::"${KEPT.role}", action == Action::"join", resource == Field::"${KEPT.at}"`,
    `context has to && context.to == "${KEPT.to}" && context.purpose == "${KEPT.purpose}"`,
    'forbid',
  );
  const forbid = policy(
    `${agency}-kept`,
    `principal in Role::"${FORBIDDEN.role}", action, resource == Field::"${FORBIDDEN.at}"`,
    'true',
    'forbid',
  );
  return [
    published,
    ...sent,
    ...(isOwn(KEPT.at) ? [kept] : []),
    ...permits,
    ...(isForbidding && agency === 'port' ? [forbid] : []),
  ].join('\n');
}
