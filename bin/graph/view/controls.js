import { agencyClass, askingOf, fields, graph, isWanted, LEVELS, state } from './data.js';
import { element } from './elements.js';

const byId = (id) => document.getElementById(id);

/** Fills what is chosen from; `changed` is called when something else is. */
export function fillControls(changed) {
  const { agencies, personas, types, day, version } = graph;
  const count = `${types.length} types, ${fields.length} fields of ${agencies.length} agencies`;
  byId('about').textContent = `${count}. Rules ${version.slice(0, 12)}, with the legal bases in force on ${day}.`;
  byId('persona').append(...personas.map(({ name }) => element('option', { value: name }, name)));
  byId('persona').addEventListener('change', ({ target }) => changed(() => choose(target.value, state.purpose)));
  byId('purpose').addEventListener('change', ({ target }) => changed(() => choose(state.persona, target.value)));
  byId('search').addEventListener('input', ({ target }) => {
    changed(() => {
      state.words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
    });
  });
  byId('controls').addEventListener('submit', (event) => event.preventDefault());
  byId('levels').append(...['F', 'M', 'C', 'W'].map((letter) => levelToggle(letter, changed)));
  byId('categories').append(
    ...graph.categories.map((name) => toggle(name, `category category-${name}`, state.categories, changed)),
  );
  byId('agencies').append(
    ...agencies.map(({ name, title }) => toggle(name, `agency ${agencyClass(name)}`, state.agencies, changed, title)),
  );
  byId('filters').open = matchMedia('(min-width: 45rem)').matches;
}

/** A persona may state only its own purposes. */
export function choose(persona, purpose) {
  const found = graph.personas.find(({ name }) => name === persona) ?? graph.personas[0];
  state.persona = found.name;
  state.purpose = askingOf(found.name, purpose) ? purpose : found.purposes[0];
}

function levelToggle(letter, changed) {
  const { mark, words } = LEVELS[letter];
  const made = toggle(letter, `level level-${letter}`, state.levels, changed);
  made.replaceChildren(
    element('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
    ` ${words} `,
    element('b', { id: `count-${letter}` }),
  );
  return made;
}

function toggle(value, kind, chosen, changed, title) {
  const press = () =>
    changed(() => {
      if (!chosen.delete(value)) chosen.add(value);
    });
  return element(
    'button',
    { type: 'button', class: `chip ${kind}`, 'aria-pressed': 'false', 'data-value': value, title, onclick: press },
    value,
  );
}

/** Shows what is chosen. */
export function showControls() {
  const persona = graph.personas.find(({ name }) => name === state.persona);
  const purpose = graph.purposes.find(({ name }) => name === state.purpose);
  byId('persona').value = persona.name;
  byId('purpose').replaceChildren(...persona.purposes.map((name) => element('option', { value: name }, name)));
  byId('purpose').value = state.purpose;
  const where = `${persona.agency}, ${persona.country}`;
  const confirmed = purpose.needsCase ? ' Shown as with a case that its agency has confirmed.' : '';
  byId('sentence').textContent = `${persona.name} (${where}): ${persona.sentence} ${purpose.title}${confirmed}`;
  showCounts();
  for (const [id, chosen] of Object.entries({
    levels: state.levels,
    categories: state.categories,
    agencies: state.agencies,
  })) {
    for (const each of byId(id).children) each.setAttribute('aria-pressed', String(chosen.has(each.dataset.value)));
  }
}

function showCounts() {
  const { levels } = askingOf(state.persona, state.purpose);
  const wanted = fields.filter((each) => isWanted(each, true));
  for (const letter of ['F', 'M', 'C', 'W']) {
    byId(`count-${letter}`).textContent = wanted.filter(({ at }) => levels[at] === letter).length;
  }
}
