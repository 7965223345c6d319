import { createHash } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { Names, Operated } from '../exchange.ts';
import { type AgencyName, type Coordinate, coordinate } from '../ids.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Naming } from '../ledger/naming.ts';
import type { Seals } from '../ledger/seal.ts';
import type { Condition, Decisions } from '../policy/decisions.ts';
import type { Supergraph } from '../supergraph/load.ts';
import { openReferences, type References, referencesOf } from '../supergraph/references.ts';
import { type Disclosed, type DisclosedIn, disclosedIn } from './disclosed.ts';
import type { Judging } from './judge.ts';
import { type SoughtBy, soughtBy } from './sought.ts';

/** What the record stage knows of a graph, so that an entry says whom it is about and by what it rests. */
export interface Recording {
  /** How things are named now; undefined: entries name nobody. */
  readonly naming: ((now: number) => Naming) | undefined;
  /** undefined: no agency can be sealed for. */
  readonly seals: Seals | undefined;
  readonly references: ReadonlyMap<string, References>;
  readonly sought: SoughtBy;
  /** Version of the supergraph. */
  readonly graph: string;
  /** Policy → the basis that it cites. */
  readonly bases: ReadonlyMap<string, string>;
  /** The agencies that hide a field, or records of a type. */
  ownersOf(hidden: Coordinate | string): readonly AgencyName[];
  readonly readers: WeakMap<Decisions, DisclosedIn>;
  readonly sealing: WeakMap<Decisions, readonly AgencyName[]>;
}

/** @param bases policy → the basis that it cites. */
export function recordingOf(
  { sdl, document, joins, types, labels }: Supergraph,
  bases: Recording['bases'],
  { naming, seals }: Pick<Ledger, 'naming' | 'seals'>,
): Recording {
  const all = referencesOf(document, joins, types);
  const isHiding = (at: Coordinate): boolean => labels.get(at)?.denial === 'NEUTRAL';
  const references = openReferences(all, types, (typeName, field) => isHiding(coordinate(typeName, field)));
  const owning = (at: string): readonly AgencyName[] => {
    const [typeName = '', field = ''] = at.split('.');
    return joins.owners(typeName, field);
  };
  const hidingOf = (typeName: string): readonly AgencyName[] => {
    const fields = [...labels.keys()].filter((at) => at.startsWith(`${typeName}.`));
    const hiding = fields.filter(isHiding);
    return [...new Set((hiding.length > 0 ? hiding : fields).flatMap(owning))];
  };
  const owners = new Map<string, readonly AgencyName[]>();
  return {
    ...{ naming, seals, references, bases },
    sought: soughtBy(types, labels, all),
    graph: createHash('sha256').update(sdl).digest('hex').slice(0, VERSION_CHARACTERS),
    ownersOf(hidden) {
      let known = owners.get(hidden);
      if (!known) {
        known = hidden.includes('.') ? owning(hidden) : hidingOf(hidden);
        owners.set(hidden, known);
      }
      return known;
    },
    readers: new WeakMap(),
    sealing: new WeakMap(),
  };
}

const VERSION_CHARACTERS = 16;

/** Of an answer in which nothing was told. */
function nothingOf({ released }: Decisions): Disclosed {
  return { counts: released.map(() => 0), subjects: [], records: [], unnamed: 0 };
}

/** What was disclosed, and whom the exchange is about. */
export interface Account {
  readonly counts: readonly number[] | undefined;
  readonly names: Names | undefined;
}

/** @param data undefined: nothing was released. */
export function accountOf(
  exchange: Operated & { readonly decisions: Decisions },
  data: Readonly<Record<string, unknown>> | undefined,
  { naming: namingAt, references, readers, sought }: Recording,
  types: GraphQLSchema,
): Account {
  if (!namingAt) return { counts: undefined, names: undefined };
  const { operation, variables, decisions, receivedAt } = exchange;
  const naming = namingAt(receivedAt.getTime());
  let read = readers.get(decisions);
  if (!read) {
    const root = types.getRootType(operation.operation)?.name ?? '';
    read = disclosedIn({ selectionSet: operation.selectionSet, root }, types, decisions, references);
    readers.set(decisions, read);
  }
  const { counts, subjects, records, unnamed } = data ? read(data, naming) : nothingOf(decisions);
  const names = { key: naming.key, subjects, records, sought: sought(operation, variables, naming), unnamed };
  return { counts, names };
}

/** What rules hid without a word, sealed for whose rules these are: of one length, whether anything was or not. */
export function sealedOf(
  {
    decisionId,
    decisions,
    judging,
  }: { readonly decisionId: string; readonly decisions: Decisions; readonly judging: Judging | undefined },
  { seals, sealing, ownersOf }: Recording,
): Readonly<Record<string, string>> | undefined {
  if (!seals) return undefined;
  let agencies = sealing.get(decisions);
  if (!agencies) {
    agencies = hidingIn(decisions, ownersOf).filter((agency) => seals.agencies.has(agency));
    sealing.set(decisions, agencies);
  }
  if (agencies.length === 0) return undefined;
  return Object.fromEntries(
    agencies.map((agency) => {
      const isIts = (hidden: Coordinate | string) => ownersOf(hidden).includes(agency);
      const withheld = [...(judging?.noted ?? [])].filter(([each, { denied }]) => {
        return each.isNeutral && denied > 0 && isIts(each.coordinate);
      });
      const content = {
        withheld: Object.fromEntries(withheld.map(([{ coordinate }, { denied }]) => [coordinate, denied])),
        hidden: [...(judging?.hidden ?? [])].filter(isIts),
        policies: [...(judging?.quietPolicies ?? [])],
      };
      return [agency, seals.seal(agency, decisionId, content)];
    }),
  );
}

/** The agencies that may hide something of an answer. */
function hidingIn({ conditions, presences }: Decisions, ownersOf: Recording['ownersOf']): readonly AgencyName[] {
  const neutral = (each: Pick<Condition, 'isNeutral'>): boolean => each.isNeutral;
  const hidden = [
    ...[...conditions.values()].filter(neutral).map(({ coordinate }) => coordinate),
    ...[...presences].flatMap(([typeName, presence]) => (presence.isNeutral ? [typeName] : [])),
  ];
  return [...new Set(hidden.flatMap((each) => [...ownersOf(each)]))].sort();
}
