import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, type RuledAgency, startRuled } from '../support/ruled.ts';
import { CHIEF, FOR_RISK, NEUTRAL, OVERT, PUBLISHED } from './judged-graph.ts';

const SENT = policy('sent', 'principal, action == Action::"join", resource');
/** Of whom nothing of a kind of records is shown, the owner says whether something is made from them all the same. */
const DERIVED = ['chief', 'officer', 'broker'].map((role) =>
  policy(`${role}-derived`, `principal in Role::"${role}", action == Action::"derive", resource`, FOR_RISK),
);
const UNWATCHED = policy(
  'unwatched',
  'principal in Role::"officer", action == Action::"disclose", resource == Field::"Desk.band"',
  `${FOR_RISK} && context.record has isWatched && context.record.isWatched == false`,
);
const RULES = [PUBLISHED, SENT, ...DERIVED, CHIEF, OVERT];

export interface SpreadAlert {
  readonly id: string;
  readonly isCovert: boolean | null;
  /** Ids of alerts that go with it. */
  readonly related: readonly string[];
}

/** What there is, in the order of the desk's list. */
export interface SpreadWorld {
  alerts: readonly SpreadAlert[];
  /** Whether who is no chief may know of the desk's band. */
  isWatched?: boolean;
  /** Id of an alert of which the register fails to say anything; `*`: of all. */
  unregistered?: string;
  /** Id of an alert on which the lab fails to advise. */
  unadvised?: string;
}

export const spreadAlert = (id: string, isCovert: boolean | null = false, ...related: string[]): SpreadAlert => ({
  ...{ id, isCovert, related },
});

/** Has the list: it knows alerts by their ids, and who is on each. */
function post(world: SpreadWorld): RuledAgency {
  const stubs = (ids: readonly string[]): object[] => ids.map(stub);
  const stub = (id: string) => ({
    ...{ id, officer: { badge: `B-${id}` } },
    related: () => stubs(world.alerts.find((each) => each.id === id)?.related ?? []),
  });
  const desk = () => {
    const list = stubs(world.alerts.map(({ id }) => id));
    return {
      ...{
        id: 'D',
        name: 'north',
        band: 'HIGH',
        isWatched: world.isWatched ?? false,
        alerts: list,
        first: world.alerts.some(({ id }) => id === '1') ? stub('1') : null,
        note: 'busy',
      },
      page: { edges: list.map((node) => ({ node })), totalCount: list.length },
    };
  };
  return {
    name: 'post',
    types: `type Query @classified(as: PUBLIC) { desk: Desk }
      enum Band { NONE HIGH }
      type Desk @key(fields: "id") @classified(as: PUBLIC) @record(attributes: "isWatched") {
        isWatched: Boolean @classified(as: SPECIAL) band: Band @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL, absent: "NONE")
        id: ID name: String note: String @shareable alerts: [Alert] first: Alert page: AlertConnection }
      type AlertConnection @classified(as: PUBLIC) { edges: [AlertEdge] totalCount: Int }
      type AlertEdge @classified(as: PUBLIC) { node: Alert }
      type Alert @key(fields: "id") ${NEUTRAL} { id: ID officer: Officer related: [Alert] }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID }`,
    resolvers: {
      Query: { desk },
      Desk: { __resolveReference: desk },
      Alert: { __resolveReference: ({ id }: { id: string }) => stub(id) },
    },
    policies: policiesOf('post', ...RULES, UNWATCHED),
  };
}

/** Knows what each alert is about, and whether it is covert. */
function register(world: SpreadWorld): RuledAgency {
  // Async: one that fails fails for itself, not for the list it is asked in.
  const known = async ({ id }: { readonly id: string }): Promise<object | null> => {
    if (world.unregistered === '*' || world.unregistered === id) throw new Error('no register');
    const found = world.alerts.find((each) => each.id === id);
    const linked = () => found?.related.map((each) => known({ id: each }));
    return found ? { ...found, reason: `reason ${id}`, linked } : null;
  };
  return {
    name: 'register',
    types: `type Alert @key(fields: "id") ${NEUTRAL} @record(attributes: "isCovert") {
        id: ID isCovert: Boolean reason: String linked: [Alert] }`,
    resolvers: { Alert: { __resolveReference: known } },
    policies: policiesOf('register', ...RULES),
  };
}

/** Gives advice on alerts, and a score that it makes of what others know. */
function lab(world: SpreadWorld): RuledAgency {
  const adviceOn = ({ id }: { readonly id: string }) => {
    if (id === world.unadvised) throw new Error('no advice');
    return `advice ${id}`;
  };
  const scored = (desk: { id: string; alerts?: unknown[]; page?: { edges?: unknown[]; totalCount?: number } }) => ({
    ...desk,
    score: desk.alerts?.length ?? null,
    pageScore: desk.page?.edges?.length ?? null,
    rated: 3,
    counted: desk.page?.totalCount ?? null,
    note: 'quiet',
  });
  return {
    name: 'lab',
    types: `type Alert @key(fields: "id") ${NEUTRAL} {
        id: ID advice: String reason: String @external officer: Officer @external
        grade: String @requires(fields: "reason") @derived(from: "reason") }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID @external rank: String @external }
      type AlertConnection @classified(as: PUBLIC) { edges: [AlertEdge] @external totalCount: Int @external }
      type AlertEdge @classified(as: PUBLIC) { node: Alert @external }
      enum Band { NONE HIGH }
      type Desk @key(fields: "id") @classified(as: PUBLIC) {
        id: ID note: String @shareable alerts: [Alert] @external page: AlertConnection @external
        score: Int @requires(fields: "alerts { reason officer { rank } }") @derived(from: "alerts { reason officer { rank } }")
        pageScore: Int @requires(fields: "page { edges { node { reason } } }") @derived(from: "page { edges { node { reason } } }")
        band: Band @external rated: Int @requires(fields: "band") @derived(from: "band")
        counted: Int @requires(fields: "page { totalCount }") @derived(from: "page { totalCount }") }`,
    resolvers: {
      Alert: {
        __resolveReference: (key: { id: string }) => ({ ...key, grade: `grade ${key.id}` }),
        advice: adviceOn,
      },
      Desk: { __resolveReference: scored },
    },
    policies: policiesOf('lab', ...RULES),
  };
}

/** Knows officers by their badge. */
const STAFF: RuledAgency = {
  name: 'staff',
  types: 'type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID rank: String }',
  resolvers: { Officer: { __resolveReference: (key: object) => ({ ...key, rank: 'sergeant' }) } },
  policies: policiesOf('staff', ...RULES),
};

/** Alerts of which no agency knows everything: the list, what they are judged by, and the rest lie apart. */
export const startSpread = (world: SpreadWorld): Promise<Ruled> =>
  startRuled([post(world), register(world), lab(world), STAFF]);

/** Everything that one agency was sent of records. */
export function sentTo(graph: Ruled, agency: string): string {
  return JSON.stringify((graph.calls[agency] ?? []).map(({ variables }) => variables));
}
