import type { Purposes } from '../../gateway/identity/purposes.ts';
import type { Coordinate } from '../../gateway/ids.ts';
import type { KeptExchange } from '../../gateway/ledger/entry.ts';
import type { Read } from '../../gateway/ledger/reader.ts';
import type { Category } from '../../gateway/policy/categories.ts';
import type { Labels } from '../../gateway/policy/labels.ts';

/** One disclosure as a data subject is told of it (GDPR art. 15(1), LED art. 14). */
export interface ToldDisclosure {
  /** ISO 8601, to the minute. */
  readonly when: string;
  readonly agency: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Under which another state was answered. */
  readonly agreement: string | undefined;
  readonly purpose: string;
  /** Of what was told; none: the person was looked for, and nothing was told. */
  readonly categories: readonly Category[];
}

/** What a report is made by. */
export interface SubjectRoom {
  /** Keyed names of the person. */
  readonly names: ReadonlySet<string>;
  readonly labels: Labels;
  readonly purposes: Purposes;
}

/** What authorities may neither confirm nor deny. */
const KEPT_FROM_SUBJECTS: Category = 'LAW_ENFORCEMENT';

/**
 * Who was shown something of a person, when, why, and of which categories. INVARIANT: what law lets an authority neither
 * confirm nor deny makes no difference to it (LED art. 15, 17; DOMAIN P21): neither its fields, nor what was asked for the
 * purposes that are kept from subjects, nor whether anything was found. So it tells no rules and bases: those of a hit are more.
 */
export async function subjectReport(
  entries: AsyncIterable<Read> | Iterable<Read>,
  room: SubjectRoom,
): Promise<readonly ToldDisclosure[]> {
  const told: ToldDisclosure[] = [];
  for await (const { entry } of entries) {
    const disclosure = entry.kind === 'exchange' ? toldOf(entry, room) : undefined;
    if (disclosure) told.push(disclosure);
  }
  return told;
}

function toldOf(entry: KeptExchange, { names, labels, purposes }: SubjectRoom): ToldDisclosure | undefined {
  const { purpose = '', outcome, receivedAt, agency = '', country = '', agreement } = entry;
  if (outcome !== 'ANSWERED' || purposes.get(purpose)?.isKeptFromSubject !== false) return undefined;
  const isAbout = (all: readonly string[] = []): boolean => all.some((name) => names.has(name));
  const isShown = isAbout(entry.names?.subjects) || isAbout(entry.names?.records);
  if (!isShown && !isAbout(entry.names?.sought)) return undefined;
  const categories = isShown ? categoriesOf(entry, labels) : [];
  // What only tells of what is kept from the person, tells of nothing: as one who was looked for in vain.
  return { when: `${receivedAt.slice(0, 16)}Z`, agency, country, agreement, purpose, categories };
}

/** What the graph no longer has is told of by the authority, not by a list. */
function categoriesOf({ released, counts }: KeptExchange, labels: Labels): readonly Category[] {
  const found = new Set<Category>();
  for (const [index, at] of released.entries()) {
    const category = labels.get(at as Coordinate)?.category;
    const isTold = counts?.[index] !== 0 && category !== undefined && category !== KEPT_FROM_SUBJECTS;
    if (isTold && category !== 'PUBLIC') found.add(category);
  }
  return [...found].sort();
}

const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  PUBLIC: 'published data',
  OFFICIAL: 'official data',
  COMMERCIAL: 'commercial data',
  PERSONAL: 'personal data',
  SPECIAL: 'special categories of personal data',
  LAW_ENFORCEMENT: 'law-enforcement data',
};

const DAY_MS = 86_400_000;
/** GDPR art. 12(3): one month. */
const DUE_DAYS = 30;

/** The report in words. @param asked when the person asked. */
export function subjectText(
  told: readonly ToldDisclosure[],
  { purposes, asked }: Pick<SubjectRoom, 'purposes'> & { readonly asked: Date },
): string {
  const day = (time: Date): string => time.toISOString().slice(0, 10);
  const lines = told.map(({ when, agency, country, agreement, purpose, categories }) => {
    const what =
      categories.length > 0 ? categories.map((each) => CATEGORY_WORDS[each]).join(', ') : 'looked for by document';
    const under = agreement === undefined ? '' : `, under the agreement ${agreement}`;
    return `${when.replace('T', ' ')}  ${agency} (${country})${under}: ${what}\n    ${purposes.get(purpose)?.title ?? purpose}`;
  });
  return [
    `Disclosures of data about the person asked for. Asked on ${day(asked)}; to be answered by ${day(new Date(asked.getTime() + DUE_DAYS * DAY_MS))} (GDPR art. 12(3)).`,
    '',
    ...(lines.length > 0 ? lines : ['None that can be told of.']),
    '',
    'What law lets an authority neither confirm nor deny is not listed, whether there is any or not (LED art. 15). The',
    'supervisory authority examines on request whether everything was lawful, what is not listed included (LED art. 17).',
  ].join('\n');
}
