import { askingOf, graph, LEVELS, MASKS, state } from './data.js';
import { agencyChip, categoryChip, element, levelMark, listed, reference } from './elements.js';

/** Everything about a field: its label, why it is shown as it is, and to whom else. */
export function fieldDetails(each, choose) {
  const { field, type } = each;
  return [
    field.description && element('p', { class: 'description' }, field.description),
    element('div', { class: 'columns' }, labelPart(type, field), whyPart(each), everybodyPart(each, choose)),
  ];
}

function labelPart(type, field) {
  const rows = [
    ['label', [categoryChip(field.category)]],
    ['group', field.group && [element('code', {}, field.group)]],
    ['mask', [field.mask ? `${field.mask}: ${MASKS[field.mask] ?? ''}` : 'none: in full or not at all']],
    ['denial', [denialWords(field)]],
    ['owned by', listed(field.owners.map(agencyChip))],
    ['derived from', field.derivedFrom && listed(field.derivedFrom.map(reference))],
    ['shown beside', field.gradedBy && listed(field.gradedBy.map(reference))],
    ['kept', [type.retention ? `${type.retention} (all of ${type.name})` : 'as the agency keeps it']],
    ['data of', type.subject && [element('code', {}, type.subject)]],
    ['rules read', type.attributes && [element('code', {}, type.attributes.join(' '))]],
    ['arguments', field.arguments && argumentList(field.arguments)],
  ];
  return part('Label', definitions(rows));
}

function denialWords({ isNeutral, absent }) {
  if (!isNeutral) return 'OPEN: null and an error, told once';
  return `NEUTRAL: reads as if there were no record${absent === undefined ? '' : `, ${absent}`}`;
}

export function definitions(rows) {
  return element(
    'dl',
    {},
    ...rows
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, ...value)]),
  );
}

/** What arguments, fields of inputs and values of enums read. */
export function argumentList(given) {
  return [
    element(
      'ul',
      { class: 'arguments' },
      ...given.map(({ name, type, description, reads = [] }) =>
        element(
          'li',
          { title: description },
          element('code', {}, type ? `${name}: ${type}` : name),
          ...reads.flatMap(readingWords),
        ),
      ),
    ),
  ];
}

function readingWords(reading) {
  const [how, coordinate] = reading.split(' ');
  return [how === 'MATCH' ? ' finds by ' : ' compares ', reference(coordinate)];
}

function whyPart({ at }) {
  const { levels, whys } = askingOf(state.persona, state.purpose);
  const letter = levels[at];
  const why = graph.whys[whys[at]];
  const title = ['Why ', levelMark(letter), ` for ${state.persona}, ${state.purpose}`];
  if (letter === '-') return part(title, element('p', {}, LEVELS['-'].words));
  const reasons = { PURPOSE: 'Not for this purpose; for another that they may state.', SCOPE: 'Not to them.' };
  const intro = letter === 'W' && (why.reason in reasons ? reasons[why.reason] : why.reason);
  return part(
    title,
    intro && element('p', {}, intro),
    why.said.length === 0 && element('p', {}, emptyWords(why)),
    element('ul', { class: 'rules' }, ...why.said.map((said) => ruleItem(said, letter))),
  );
}

function emptyWords({ isElsewhere }) {
  if (!isElsewhere) return 'No rule of its owner speaks of it.';
  return 'The rules about it would show it: what it is made from, shown beside or counted by is not released.';
}

function ruleItem(said, letter) {
  const rule = graph.rules[said.rule];
  const about = said.field ? [` asked about `, reference(said.field)] : [];
  return element(
    'li',
    {},
    element(
      'div',
      {},
      element('span', { class: 'verb' }, `${verb(said, rule, letter)} `),
      element('code', {}, rule.id),
      ` (${said.action}`,
      ...about,
      ')',
    ),
    element('div', { class: 'title' }, rule.title),
    rule.necessity && element('div', {}, `Necessity: ${rule.necessity}`),
    element(
      'div',
      { class: 'basis' },
      `${rule.basis}${rule.isInForce ? '' : ' (NOT IN FORCE)'} · `,
      element('code', {}, rule.place),
    ),
    ...(said.outcome === 'satisfied' ? [] : (said.unmet ?? []).map((text) => unmet(text, said.outcome))),
  );
}

function unmet(text, outcome) {
  const words = { 'needs-record': 'the record decides: ', error: 'cannot be evaluated: ' }[outcome] ?? 'not met: ';
  return element('div', { class: 'unmet' }, words, element('code', {}, text));
}

function verb({ outcome, effect }, rule, letter) {
  if (outcome === 'error') return 'Fault in';
  if (outcome === 'needs-record') return effect === 'forbid' ? 'The record may forbid it by' : 'The record decides by';
  if (outcome !== 'satisfied') return 'Nearest that would show it:';
  if (effect === 'forbid') return 'Forbidden by';
  if (!rule.isInForce) return 'Its basis is not in force:';
  return letter === 'M' ? 'Shown masked by' : 'Shown by';
}

/** Each persona with its purposes; what is pressed is asked. */
function everybodyPart({ at }, choose) {
  const rows = graph.personas.map((persona) =>
    element(
      'li',
      {},
      element('span', { class: 'who' }, persona.name),
      ...persona.purposes.map((purpose) => askingButton(persona.name, purpose, at, choose)),
    ),
  );
  return part('Everybody', element('ul', { class: 'everybody' }, ...rows));
}

function askingButton(persona, purpose, at, choose) {
  const letter = askingOf(persona, purpose).levels[at];
  const isChosen = persona === state.persona && purpose === state.purpose;
  return element(
    'button',
    {
      type: 'button',
      class: `level level-${letter === '-' ? 'I' : letter}`,
      'aria-pressed': String(isChosen),
      'aria-label': `${persona} for ${purpose}: ${LEVELS[letter].words}`,
      onclick: () => choose(persona, purpose),
    },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, LEVELS[letter].mark),
    ` ${purpose.toLowerCase().replaceAll('_', ' ')}`,
  );
}

function part(title, ...children) {
  return element('section', {}, element('h4', {}, ...[title].flat()), ...children);
}
