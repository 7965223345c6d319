import { publishedCategories, SourceError } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';

/** An entry as its row has it; `at` with all the digits that the database keeps. */
export interface EntryRow {
  readonly writer: string;
  readonly sequence: string;
  readonly at: string;
  readonly text: string;
}

/** What is read of an entry's text. Whom it names and what is sealed are not. */
interface Said {
  readonly id: string;
  readonly receivedAt: string;
  readonly principal?: string;
  readonly agency?: string;
  readonly country?: string;
  readonly roles: readonly string[];
  readonly onBehalfOf?: string;
  readonly purpose?: string;
  readonly caseReference?: string;
  readonly agreement?: string;
  readonly operationName?: string;
  readonly released: readonly string[];
  readonly counts?: readonly number[];
  readonly masked: readonly string[];
  readonly withheld: readonly string[];
  readonly policyVersion?: string;
  readonly policies: readonly string[];
  readonly bases: readonly string[];
  readonly sources: Readonly<Record<string, string>>;
  readonly outcome: graph.DisclosureOutcome;
  readonly refusal?: string;
  readonly names: { readonly subjects: readonly string[]; readonly unnamed: number } | null;
}

type Given<Type> = { readonly [Field in Exclude<keyof Type, '__typename'>]-?: Exclude<Type[Field], undefined> };

export type DisclosureRow = Omit<Given<graph.Disclosure>, 'fields'> & {
  /** As the ledger keeps it, for cursors. */
  readonly at: string;
  readonly fields: readonly DisclosedFieldRow[];
};
export type DisclosedFieldRow = Given<graph.DisclosedField>;

/** What an entry tells. @throws SourceError where it is none that the hub writes. */
export function disclosureOf({ writer, sequence, at, text }: EntryRow): DisclosureRow {
  const said = saidIn(text);
  return {
    at,
    decisionId: said.id,
    dateTime: said.receivedAt,
    agency: said.agency ?? null,
    country: said.country ?? null,
    roles: said.roles,
    principal: said.principal ?? null,
    purpose: said.purpose ?? null,
    caseReference: said.caseReference ?? null,
    agreement: said.agreement ?? null,
    onBehalfOf: said.onBehalfOf ?? null,
    operationName: said.operationName ?? null,
    outcome: said.outcome,
    refusal: said.refusal ?? null,
    legalBases: said.bases,
    policies: said.policies,
    policyVersion: said.policyVersion ?? null,
    fields: fieldsIn(said),
    systems: Object.keys(said.sources),
    subjectCount: said.names ? said.names.subjects.length + said.names.unnamed : null,
    proof: { writer, sequence },
  };
}

function fieldsIn({ released, counts, masked, withheld }: Said): readonly DisclosedFieldRow[] {
  const categories = publishedCategories();
  const reduced = new Set(masked);
  const field = (coordinate: string, level: graph.DisclosureLevel, records: number | null) => ({
    ...{ coordinate, level, records },
    category: categories.get(coordinate) ?? null,
  });
  return [
    ...released.map((at, index) => field(at, reduced.has(at) ? 'MASKED' : 'FULL', counts?.[index] ?? null)),
    ...withheld.map((at) => field(at, 'WITHHELD', null)),
  ];
}

const LISTS = ['roles', 'released', 'masked', 'withheld', 'policies', 'bases'] as const;

function saidIn(text: string): Said {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    // Told below: the text is in no error.
  }
  if (!isSaid(said)) throw new SourceError('SOURCE_INVALID', new Error('an entry is none that the hub writes'));
  return said;
}

function isSaid(said: unknown): said is Said {
  if (typeof said !== 'object' || said === null) return false;
  const entry: Readonly<Record<string, unknown>> = { ...said };
  return typeof entry['id'] === 'string' && LISTS.every((name) => Array.isArray(entry[name]));
}
