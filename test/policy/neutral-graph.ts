import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, type RuledAgency, type RuledParts, startRuled } from '../support/ruled.ts';

const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const PUBLISHED = policy(
  'published',
  'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"',
);
const SENT = policy('sent', 'principal, action in [Action::"join", Action::"derive"], resource');

export interface Alert {
  readonly __typename: 'Alert';
  readonly id: string;
  readonly isCovert: boolean | null;
  readonly reason: string;
  readonly officer: { readonly badge: string };
}

export interface Complaint {
  readonly number: string;
  readonly stage: string | null;
  readonly text: string;
  readonly against: { readonly badge: string };
}

/** What there is. The agencies answer by what it is now. */
export interface World {
  alerts: readonly Alert[];
  complaints: readonly Complaint[];
  /** The person's band, and whether who is no police may know of it. */
  band?: 'HIGH' | 'NONE';
  isBandCovert?: boolean;
  /** Id of an alert of which the watch fails to say the reason. */
  unreadable?: string;
  /** Badge of an officer about whom the staff office fails to say the rank. */
  failing?: string;
}

export const alert = (id: string, isCovert: boolean | null = false): Alert => ({
  ...{ __typename: 'Alert', id, isCovert, reason: `reason ${id}` },
  officer: { badge: `B-${id}` },
});

export const complaint = (number: string, stage: string | null): Complaint => ({
  ...{ number, stage, text: `text ${number}` },
  against: { badge: `B-${number}` },
});

/** Whether an officer who assesses risks may know of a record. */
export const mayKnow = {
  alert: ({ isCovert }: Alert) => isCovert === false,
  complaint: ({ stage }: Complaint) => stage === 'CLOSED',
};

const NOTE = { __typename: 'Note', id: 'n', text: 'fragile' };

function watch(world: World): RuledAgency {
  const listed = () => structuredClone([...world.alerts]);
  const edges = () => listed().map((node) => ({ node, cursor: `c-${node.id}` }));
  const person = (depth: number): object => ({
    ...{ name: 'Ann', alerts: listed(), first: listed().find(({ id }) => id === '1') ?? null },
    ...{ all: [{ ...NOTE }, ...listed()], either: listed().find(({ id }) => id === '2') ?? null },
    ...{ marks: [...listed(), { ...NOTE }], paged: { edges: edges(), totalCount: world.alerts.length } },
    ...{
      groups: [listed(), []],
      band: world.band ?? 'NONE',
      tags: world.band === 'HIGH' ? ['armed'] : [],
      isCovert: world.isBandCovert ?? false,
    },
    companions: depth < 6 ? [person(depth + 1)] : [],
  });
  return {
    name: 'watch',
    types: `type Query @classified(as: PUBLIC) { person: Person }
      type Person @classified(as: PUBLIC) @record(attributes: "isCovert", subject: "name") {
        name: String alerts: [Alert!] first: Alert marks: [Mark!] groups: [[Alert!]] paged: AlertConnection
        all: [Marked!] either: Marked companions: [Person!] isCovert: Boolean @classified(as: SPECIAL)
        tags: [String] @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL)
        band: Band @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL, absent: "NONE") }
      enum Band { NONE HIGH }
      interface Marked { id: ID }
      union Mark = Alert | Note
      type Note implements Marked @classified(as: PUBLIC) { id: ID text: String }
      type AlertConnection @classified(as: PUBLIC) { edges: [AlertEdge!] totalCount: Int }
      type AlertEdge @classified(as: PUBLIC) { node: Alert cursor: String }
      type Alert implements Marked @key(fields: "id") @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL)
        @record(attributes: "isCovert", subject: "officer { badge }") { id: ID isCovert: Boolean reason: String officer: Officer about: Person }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID }`,
    resolvers: {
      Query: { person: () => person(0) },
      Alert: {
        about: () => person(5),
        reason: ({ id, reason }: Alert) => {
          if (id === world.unreadable) throw new Error(`no reason of ${id}`);
          return reason;
        },
      },
    },
    policies: policiesOf(
      'watch',
      PUBLISHED,
      SENT,
      policy('all', 'principal in Role::"chief", action == Action::"disclose", resource', FOR_RISK),
      policy(
        'overt',
        'principal in Role::"officer", action == Action::"disclose", resource in Category::"LAW_ENFORCEMENT"',
        `${FOR_RISK} && context.record has isCovert && context.record.isCovert == false`,
      ),
    ),
  };
}

function staff(world: World): RuledAgency {
  const about = ({ badge }: { readonly badge: string }) =>
    structuredClone(world.complaints).filter(({ against }) => against.badge === badge);
  return {
    name: 'staff',
    types: `type Officer @key(fields: "badge") @classified(as: PUBLIC) {
        badge: ID rank: String complaints: [Complaint] last: Complaint }
      type Complaint @classified(as: PERSONAL, denial: NEUTRAL) @record(attributes: "stage", subject: "against { badge }") {
        number: ID stage: String text: String against: Officer }`,
    resolvers: {
      Officer: {
        __resolveReference: (key: { badge: string }) => ({
          ...{ ...key, complaints: about(key) },
          last: about(key).find(({ number }) => number === '1') ?? null,
        }),
        rank: ({ badge }: { badge: string }) => {
          if (badge === world.failing) throw new Error('no rank');
          return 'sergeant';
        },
      },
    },
    policies: policiesOf(
      'staff',
      PUBLISHED,
      SENT,
      policy('all', 'principal in Role::"chief", action == Action::"disclose", resource', FOR_RISK),
      policy(
        'closed',
        'principal in Role::"officer", action == Action::"disclose", resource in Category::"PERSONAL"',
        `${FOR_RISK} && context.record has stage && context.record.stage == "CLOSED"`,
      ),
    ),
  };
}

/** The police's watch, of whose alerts some are covert, and their staff office, of whose complaints some are open. */
export const startNeutral = (world: World, parts?: RuledParts): Promise<Ruled> =>
  startRuled([watch(world), staff(world)], undefined, undefined, undefined, parts);

/** Everything of an answer that its caller sees, and everything the agencies do. */
export async function seenBy(graph: Ruled, role: string, query: string, purpose = 'RISK_ASSESSMENT') {
  for (const calls of Object.values(graph.calls)) calls.length = 0;
  const { status, headers, text } = await graph.ask({ roles: [role] }, query, { purpose });
  const calls = Object.entries(graph.calls).flatMap(([agency, each]) =>
    each.map(({ query: asked, variables }) => [agency, asked, variables]),
  );
  return { status, headers, text: text.replace(/"decisionId":"[^"]*"/, ''), calls };
}
