import { agencyClass, graph, LEVELS } from './data.js';

const picture = document.getElementById('picture');

/** `on…` of the attributes are listeners; what is undefined is left out. */
function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter((each) => each !== undefined && each !== false));
  return made;
}

export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** An element of a drawing. */
export function drawn(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(picture.namespaceURI, tag), attributes, children);
}

export function categoryChip(category) {
  return element('span', { class: `chip category category-${category}` }, category);
}

export function agencyChip(name) {
  const title = graph.agencies.find((each) => each.name === name)?.title;
  return element('span', { class: `chip agency ${agencyClass(name)}`, title }, name);
}

export function levelMark(letter) {
  const { mark, words } = LEVELS[letter];
  return element(
    'span',
    { class: `level level-${letter === '-' ? 'I' : letter}` },
    element('span', { 'aria-hidden': 'true', class: 'mark' }, mark),
    ` ${words.split(':')[0]}`,
  );
}

/** A link to a field, or to a type. */
export function reference(coordinate) {
  return element('a', { href: `#${coordinate}` }, element('code', {}, coordinate));
}

/** Things in a row, with a gap between them. */
export function listed(items) {
  return items.flatMap((each, at) => (at === 0 ? [each] : [' ', each]));
}

export function counted(many, what) {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
