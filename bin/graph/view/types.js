import { asking, fields, graph, isTypeWanted, isWanted, LEVELS, state } from './data.js';
import { argumentList, definitions, fieldDetails } from './details.js';
import { agencyChip, categoryChip, counted, element, levelMark, listed, reference } from './elements.js';

/** Cards of types by name, and rows of fields by coordinate. */
const cards = new Map();
const rows = new Map();

/** As many fields are opened by themselves when they are looked for. */
const OPENED = 60;

/** Makes every card once; what is looked for hides and opens them. */
export function makeTypes(place, choose) {
  const alone = graph.agencies.map(({ name, title }) => ({
    title: [agencyChip(name), ` ${title}`],
    types: graph.types.filter(({ agencies }) => agencies.length === 1 && agencies[0] === name),
  }));
  const together = {
    title: ['Several agencies together'],
    types: graph.types.filter(({ agencies }) => agencies.length > 1),
  };
  for (const { title, types } of [together, ...alone]) {
    if (types.length === 0) continue;
    const heading = element('h3', {}, ...title);
    place.append(element('section', { class: 'group' }, heading, ...types.map((type) => makeCard(type, choose))));
  }
}

function makeCard(type, choose) {
  const body = element('div', { class: 'body', hidden: true, id: `body-${type.name}` });
  const bar = element('span', { class: 'shares', 'aria-hidden': 'true' });
  const count = element('span', { class: 'count' });
  const card = { type, body, bar, count, isOpen: undefined };
  card.button = element(
    'button',
    {
      type: 'button',
      class: 'head',
      'aria-expanded': 'false',
      'aria-controls': body.id,
      onclick: () => openCard(card, body.hidden),
    },
    element('span', { class: 'name' }, type.name, type.kind === 'object' ? '' : element('small', {}, ` ${type.kind}`)),
    element('span', { class: 'owners' }, ...listed(type.agencies.map(agencyChip))),
    bar,
    count,
  );
  card.fill = () => fillCard(card, choose);
  card.element = element('article', { class: 'type', id: type.name }, card.button, body);
  cards.set(type.name, card);
  return card.element;
}

function openCard(card, isOpen) {
  card.isOpen = isOpen;
  showCard(card);
}

/** A body is made when it is looked at first. */
function fillCard(card, choose) {
  const { type, body } = card;
  if (body.childElementCount > 0) return;
  const about = [
    ['kept', type.retention && [type.retention]],
    ['data of', type.subject && [element('code', {}, type.subject)]],
    ['rules read', type.attributes && [element('code', {}, type.attributes.join(' '))]],
    [type.kind === 'union' ? 'one of' : 'is', type.members && listed(type.members.map(reference))],
  ];
  const own = fields.filter((each) => each.type === type);
  body.append(
    ...(type.description ? [element('p', { class: 'description' }, type.description)] : []),
    definitions(about),
    ...(type.given ? argumentList(type.given) : []),
    element('ul', { class: 'fields' }, ...own.map((each) => makeRow(each, choose))),
  );
}

function makeRow(each, choose) {
  const { field, coordinate } = each;
  const details = element('div', { class: 'details', hidden: true, id: `details-${coordinate}` });
  const level = element('span', { class: 'shown' });
  const row = { each, details, level };
  row.show = () => {
    level.replaceChildren(levelMark(asking().levels[each.at]));
    if (!details.hidden) details.replaceChildren(...fieldDetails(each, choose).filter(Boolean));
  };
  row.open = (isOpen) => {
    details.hidden = !isOpen;
    row.button.setAttribute('aria-expanded', String(isOpen));
    row.show();
  };
  row.button = element(
    'button',
    {
      type: 'button',
      class: 'field',
      'aria-expanded': 'false',
      'aria-controls': details.id,
      onclick: () => row.open(details.hidden),
    },
    level,
    element(
      'span',
      { class: 'what' },
      element('span', { class: 'name' }, field.name),
      ' ',
      element('span', { class: 'of' }, field.type),
    ),
    element('span', { class: 'label' }, ...labelChips(field)),
    element('span', { class: 'owners' }, ...listed(field.owners.map(agencyChip))),
  );
  row.element = element('li', { id: coordinate }, row.button, details);
  rows.set(coordinate, row);
  row.show();
  return row.element;
}

function labelChips({ category, group, mask, isNeutral, derivedFrom, gradedBy, arguments: given = [] }) {
  const small = (text) => element('span', { class: 'tag' }, text);
  return listed([
    categoryChip(category),
    ...(group ? [small(group)] : []),
    ...(mask ? [small(`mask ${mask}`)] : []),
    ...(isNeutral ? [small('NEUTRAL')] : []),
    ...(derivedFrom ? [small('derived')] : []),
    ...(gradedBy ? [small('graded')] : []),
    ...(given.some(({ reads }) => reads) ? [small('reads')] : []),
  ]);
}

/** Shows what is looked for. @returns how many fields and types that is. */
export function showTypes() {
  const wanted = fields.filter((each) => isWanted(each));
  const byType = Map.groupBy ? Map.groupBy(wanted, ({ type }) => type) : grouped(wanted);
  const isNarrowed = state.words.length > 0 || state.levels.size > 0 || state.categories.size > 0;
  let types = 0;
  for (const card of cards.values()) {
    card.wanted = byType.get(card.type) ?? [];
    const isThere = card.type.fields ? card.wanted.length > 0 : isTypeWanted(card.type);
    card.element.hidden = !isThere;
    card.isAuto = isNarrowed && wanted.length <= OPENED;
    if (isThere) types += 1;
    showCard(card);
  }
  for (const group of document.querySelectorAll('.group')) {
    group.hidden = [...group.querySelectorAll('.type')].every(({ hidden }) => hidden);
  }
  return { fields: wanted.length, types };
}

function grouped(wanted) {
  const groups = new Map();
  for (const each of wanted) groups.set(each.type, [...(groups.get(each.type) ?? []), each]);
  return groups;
}

function showCard(card) {
  const { type, body, button, count, bar, wanted = [] } = card;
  const isOpen = card.isOpen ?? card.isAuto ?? false;
  body.hidden = !isOpen;
  button.setAttribute('aria-expanded', String(isOpen));
  const all = type.fields?.length ?? 0;
  count.textContent =
    all === 0 ? '' : wanted.length === all ? counted(all, 'field') : `${wanted.length} of ${counted(all, 'field')}`;
  bar.replaceChildren(...shares(wanted));
  if (!isOpen || card.element.hidden) return;
  card.fill();
  const shown = new Set(wanted.map(({ coordinate }) => coordinate));
  for (const { name } of type.fields ?? []) {
    const row = rows.get(`${type.name}.${name}`);
    row.element.hidden = !shown.has(`${type.name}.${name}`);
    row.show();
  }
}

/** How much of a type is shown, as a bar of its levels. */
function shares(wanted) {
  const { levels } = asking();
  return ['F', 'M', 'C', 'W'].flatMap((letter) => {
    const many = wanted.filter(({ at }) => levels[at] === letter).length;
    if (many === 0) return [];
    const share = element('span', { class: `share level-${letter}`, title: `${many} ${LEVELS[letter].words}` });
    share.style.flexGrow = String(many);
    return [share];
  });
}

export function openAll(isOpen) {
  for (const card of cards.values()) {
    card.isOpen = isOpen;
    if (!card.element.hidden) showCard(card);
  }
}

/** What somebody opened or closed holds until they look for something else. */
export function forgetOpened() {
  for (const card of cards.values()) card.isOpen = undefined;
}

/** Opens a type, or a field with its details. @returns what to scroll to; undefined where it is not there. */
export function openAt(coordinate) {
  const card = cards.get(coordinate.split('.')[0]);
  if (!card) return undefined;
  openCard(card, true);
  const row = rows.get(coordinate);
  row?.open(true);
  return row ?? card;
}
