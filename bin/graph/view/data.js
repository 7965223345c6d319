/** The contract as it was put into the page. */
export const graph = JSON.parse(document.getElementById('graph').textContent);

/** Letter of a level → how it is marked and called. */
export const LEVELS = {
  F: { mark: '●', name: 'FULL', words: 'in full' },
  M: { mark: '◐', name: 'MASKED', words: 'masked' },
  C: { mark: '◇', name: 'BY RECORD', words: 'by record' },
  W: { mark: '○', name: 'WITHHELD', words: 'withheld' },
  '-': { mark: '–', name: 'INTERNAL', words: 'internal: agencies ask each other for it, no caller can' },
};

/** What each reduced form shows. */
export const MASKS = {
  YEAR: 'the year',
  YEAR_MONTH: 'year and month',
  INITIALS: 'initials',
  LAST4: 'the last four characters',
  PREFIX2: 'the first two characters',
  PREFIX4: 'the first four characters',
  PREFIX6: 'the first six characters',
  PSEUDONYM: 'the same text for the same value, another for each receiving agency',
  REDACTED: 'that there is a value',
  ROUNDED5: 'counts rounded to five, none below five',
};

/** Every field in the order in which levels are held. */
export const fields = graph.types.flatMap((type) => (type.fields ?? []).map((field) => ({ type, field })));
for (const [at, each] of fields.entries()) {
  each.at = at;
  each.coordinate = `${each.type.name}.${each.field.name}`;
}

/** What is chosen. An empty set chooses everything. */
export const state = {
  persona: graph.personas[0].name,
  purpose: graph.personas[0].purposes[0],
  words: [],
  levels: new Set(),
  categories: new Set(),
  agencies: new Set(),
  /** Where the most agencies meet. */
  meeting: graph.meetings.toSorted((one, other) => other.agencies.length - one.agencies.length)[0]?.type,
};

export function askingOf(persona, purpose) {
  return graph.askings.find((each) => each.persona === persona && each.purpose === purpose);
}

export function asking() {
  return askingOf(state.persona, state.purpose);
}

export function agencyClass(name) {
  return `agency-${graph.agencies.findIndex((each) => each.name === name) % 8}`;
}

/** A field, type or rule as a search sees it. */
const texts = new Map();

function textOf(item, parts) {
  const known = texts.get(item) ?? parts().filter(Boolean).join(' ').toLowerCase();
  texts.set(item, known);
  return known;
}

function typeText(type) {
  return textOf(type, () => [type.name, type.description, type.retention && 'retention']);
}

function fieldText(each) {
  const { category, group, mask, isNeutral, derivedFrom, gradedBy, isInternal, description } = each.field;
  const given = each.field.arguments ?? [];
  const kinds = {
    mask,
    neutral: isNeutral,
    derived: derivedFrom,
    graded: gradedBy,
    internal: isInternal,
    reads: given.some(({ reads }) => reads),
  };
  const label = [category, group, mask, ...Object.keys(kinds).filter((kind) => kinds[kind])];
  const named = given.flatMap(({ name, reads = [] }) => [name, ...reads]);
  return textOf(each, () => [each.coordinate, ...label, ...named, ...(derivedFrom ?? []), description]);
}

function givenText(type) {
  return textOf(type.given ?? type.members ?? type, () => (type.given ?? []).map(({ name }) => name));
}

/** The rules that had a say in what is chosen, as a search sees them. */
function rulesText(each) {
  const why = graph.whys[asking().whys[each.at]];
  return (why?.said ?? []).map(({ rule }) => graph.rules[rule].id).join(' ');
}

/** Whether a field is looked for. @param isAnyLevel whatever its level is */
export function isWanted(each, isAnyLevel = false) {
  const { field, type } = each;
  if (state.categories.size > 0 && !state.categories.has(field.category)) return false;
  if (state.agencies.size > 0 && !field.owners.some((agency) => state.agencies.has(agency))) return false;
  if (!isAnyLevel && state.levels.size > 0 && !state.levels.has(asking().levels[each.at])) return false;
  return state.words.every((word) =>
    [typeText(type), fieldText(each), rulesText(each)].some((text) => text.includes(word)),
  );
}

/** Whether a type that has no fields to select is looked for. */
export function isTypeWanted(type) {
  if (state.categories.size > 0 || state.levels.size > 0) return false;
  if (state.agencies.size > 0 && !type.agencies.some((agency) => state.agencies.has(agency))) return false;
  return state.words.every((word) => typeText(type).includes(word) || givenText(type).includes(word));
}
