import { agencyClass, asking, fields, graph, state } from './data.js';
import { agencyChip, drawn, element, levelMark, listed, reference } from './elements.js';

const svg = document.getElementById('picture');
const LINE = 15;
/** Height of the number on a line. */
const COUNT = 17;
const GAP = 10;

/** Draws agencies on the left and entities on the right, as wide as there is room. */
export function drawMeetings(choose) {
  const width = Math.max(320, Math.round(svg.parentElement.clientWidth > 900 ? 640 : svg.parentElement.clientWidth));
  const isNarrow = width < 520;
  const right = isNarrow ? 200 : 300;
  const entities = placed(graph.meetings, right, isNarrow);
  const height = entities.at(-1) ? entities.at(-1).y + entities.at(-1).height + 4 : 0;
  const left = isNarrow ? 84 : 120;
  const agencies = agenciesBeside(entities, height);
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('width', width);
  svg.setAttribute('height', height);
  const from = new Map(agencies.map(({ name, y }) => [name, { x: left, y }]));
  svg.replaceChildren(
    svg.querySelector('title'),
    ...entities.flatMap((entity) => linesOf(entity, from, width - right)),
    ...agencies.map((each) => agencyBox(each, left, choose)),
    ...entities.map((each) => entityBox(each, width - right, right - 2, choose)),
  );
  for (const text of svg.querySelectorAll('[data-room]')) squeeze(text);
  showChosen();
}

/** Names are as long as agencies make them: what is too long for its box is drawn closer. */
function squeeze(text) {
  const room = Number(text.dataset.room);
  if (text.getComputedTextLength() <= room) return;
  text.setAttribute('textLength', room);
  text.setAttribute('lengthAdjust', 'spacingAndGlyphs');
}

/** Keys are wrapped to the box. */
function placed(meetings, width, isNarrow) {
  const letters = Math.floor((width - 18) / 6.7);
  let y = 2;
  return meetings.map((meeting) => {
    const lines = isNarrow
      ? meeting.keys.flatMap((key) => wrapped(key, letters))
      : wrapped(meeting.keys.join(' or '), letters);
    const height = Math.max(24 + lines.length * LINE, 6 + meeting.agencies.length * COUNT);
    const box = { meeting, lines, y, height, middle: y + height / 2 };
    y += height + GAP;
    return box;
  });
}

function wrapped(text, letters) {
  const lines = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Each agency near the middle of what it answers, in that order, so that few lines cross. */
function agenciesBeside(entities, height) {
  const named = graph.agencies
    .map(({ name }) => {
      const own = entities.filter(({ meeting }) => meeting.agencies.some(({ agency }) => agency === name));
      return { name, own, middle: own.reduce((sum, each) => sum + each.middle, 0) / own.length };
    })
    .filter(({ own }) => own.length > 0)
    .sort((one, other) => one.middle - other.middle);
  return named.map(({ name }, at) => ({ name, y: ((at + 0.5) * height) / named.length }));
}

function linesOf({ meeting, middle, height }, from, x) {
  const count = meeting.agencies.length;
  return meeting.agencies.map(({ agency, fields: added }, at) => {
    const start = from.get(agency);
    const y = middle + (at - (count - 1) / 2) * Math.min(COUNT, (height - 4) / count);
    const bend = (start.x + x) / 2;
    const line = `M${start.x},${start.y} C${bend},${start.y} ${bend},${y} ${x},${y}`;
    const shape = added.length > 0 ? '' : ' refers';
    return drawn(
      'g',
      { class: `line ${agencyClass(agency)}${shape}`, 'data-agency': agency, 'data-type': meeting.type },
      drawn('path', { d: line }),
      ...(added.length > 0 ? countAt(x - 14, y, added.length) : []),
    );
  });
}

function countAt(x, y, many) {
  return [
    drawn('rect', { x: x - 11, y: y - 8, width: 22, height: 16, rx: 8 }),
    drawn('text', { x, y: y + 4, 'text-anchor': 'middle' }, String(many)),
  ];
}

function agencyBox({ name, y }, width, choose) {
  const press = () => choose({ agency: name });
  return pressable(
    { class: `box agency ${agencyClass(name)}`, 'data-agency': name, 'aria-label': `agency ${name}` },
    press,
    drawn('rect', { x: 1, y: y - 16, width: width - 1, height: 32, rx: 16 }),
    drawn('text', { x: width / 2, y: y + 4, 'text-anchor': 'middle', 'data-room': width - 14 }, name),
  );
}

function entityBox({ meeting, lines, y, height }, x, width, choose) {
  const press = () => choose({ type: meeting.type });
  const label = `${meeting.type}, key ${meeting.keys.join(' or ')}`;
  return pressable(
    { class: 'box entity', 'data-type': meeting.type, 'aria-label': label },
    press,
    drawn('rect', { x, y, width, height, rx: 6 }),
    drawn('text', { x: x + 10, y: y + 17, class: 'name', 'data-room': width - 18 }, meeting.type),
    ...lines.map((line, at) =>
      drawn('text', { x: x + 10, y: y + 32 + at * LINE, class: 'key', 'data-room': width - 18 }, line),
    ),
  );
}

function pressable(attributes, press, ...children) {
  const onkeydown = (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  };
  return drawn('g', { ...attributes, role: 'button', tabindex: '0', onclick: press, onkeydown }, ...children);
}

/** What is chosen stands out; beside it what each agency adds, as it is shown to whom is chosen. */
export function showChosen() {
  const meeting = graph.meetings.find(({ type }) => type === state.meeting);
  for (const each of svg.querySelectorAll('.box')) {
    const { agency, type } = each.dataset;
    const isChosen = agency === undefined ? type === meeting?.type : state.agencies.has(agency);
    each.setAttribute('aria-pressed', String(isChosen));
  }
  for (const each of svg.querySelectorAll('.line')) {
    const { agency, type } = each.dataset;
    const isChosen = state.agencies.size > 0 ? state.agencies.has(agency) : type === meeting?.type;
    each.classList.toggle('chosen', isChosen);
  }
  document.getElementById('meeting').replaceChildren(...(meeting ? meetingPanel(meeting) : []));
}

function meetingPanel({ type, keys, agencies }) {
  return [
    element('h3', {}, reference(type)),
    element('p', {}, keys.length > 1 ? 'Keys: ' : 'Key: ', ...listed(keys.map((key) => element('code', {}, key)))),
    element(
      'dl',
      {},
      ...agencies.flatMap(({ agency, fields: added }) => [
        element('dt', {}, agencyChip(agency)),
        element(
          'dd',
          {},
          ...(added.length > 0 ? listed(added.map((name) => addedField(type, name))) : ['refers to it']),
        ),
      ]),
    ),
  ];
}

function addedField(type, name) {
  const found = fields.find(({ coordinate }) => coordinate === `${type}.${name}`);
  const mark = found ? levelMark(asking().levels[found.at]).firstChild : '';
  const level = found ? ` level-${asking().levels[found.at]}` : '';
  return element('a', { href: `#${type}.${name}`, class: `added${level}` }, mark, name);
}
