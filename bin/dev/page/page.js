const { React, ReactDOM, GraphiQL } = window;
const at = (id) => document.getElementById(id);
const WORDS = { FULL: 'in full', MASKED: 'reduced', CONDITIONAL: 'as the record says', WITHHELD: 'withheld' };

let people = [];
let defaultQuery;

const post = (path, content) =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(content),
  });

const element = (name, { text, className, children = [] } = {}) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  made.append(...children);
  return made;
};

const choices = (select, names) => {
  const before = select.value;
  select.replaceChildren(...names.map((name) => element('option', { text: name })));
  if (names.includes(before)) select.value = before;
};

function personaChanged() {
  const persona = people.find(({ name }) => name === at('persona').value);
  choices(at('purpose'), persona?.purposes ?? []);
  at('sentence').textContent = persona ? `${persona.agency}: ${persona.sentence}` : '';
}

/** Asks as the chosen persona, and beside it why. */
async function fetcher(body) {
  const asking = { persona: at('persona').value, purpose: at('purpose').value, body };
  const isIntrospection = body.operationName === 'IntrospectionQuery';
  const [answer] = await Promise.all([
    post('/dev/ask', asking).then((response) => response.json()),
    isIntrospection ? undefined : explain(asking),
  ]);
  return answer;
}

async function explain(asking) {
  const response = await post('/dev/explain', asking);
  const { whys = [], message } = await response.json();
  at('hint').hidden = whys.length > 0;
  at('hint').textContent = message ?? 'Nothing of it is decided by rules.';
  at('whys').hidden = whys.length === 0;
  at('whys').tBodies[0].replaceChildren(...whys.map(row));
}

function row({ coordinate, level, reason, said }) {
  const released = `${WORDS[level] ?? level}${reason ? ` (${reason})` : ''}`;
  return element('tr', {
    children: [
      element('td', { children: coordinatePart(coordinate) }),
      element('td', { text: released, className: level }),
      element('td', {
        children: said.length > 0 ? different(said).map(rule) : [element('p', { text: 'no rule speaks of it' })],
      }),
    ],
  });
}

/** A long name breaks behind its type. */
function coordinatePart(coordinate) {
  const [type, field = ''] = coordinate.split('.');
  return [element('code', { text: `${type}.` }), element('wbr'), element('code', { text: field })];
}

/** A rule says it once, whatever else of the operation it is asked about. */
function different(said) {
  return [...new Map(said.map((each) => [`${each.id} ${each.outcome} ${each.unmet}`, each])).values()];
}

function rule({ title, id, basis, place, outcome, unmet, isInForce }) {
  const missing = outcome === 'satisfied' ? [] : unmet.map((text) => `not met: ${text}`);
  const notes = [...missing, ...(isInForce ? [] : ['its basis is not in force'])];
  return element('div', {
    children: [
      element('p', { text: title }),
      ...notes.map((text) => element('p', { text, className: 'WITHHELD' })),
      element('p', { text: `${id} · ${basis} · ${place}`, className: 'place' }),
    ],
  });
}

function stand({ kind, problems, generation }) {
  const standing = at('standing');
  standing.textContent = kind === 'serving' ? `served (${generation})` : 'not served: the last good graph goes on';
  standing.className = kind;
  at('problems').hidden = problems.length === 0;
  at('problems').open = kind !== 'serving';
  at('count').textContent = counted(problems);
  at('list').replaceChildren(...problems.map(problem));
}

/** What is served can wait to be read; what keeps it from being served stands open. */
function counted(problems) {
  const count = (word) => {
    const { length } = problems.filter(({ severity }) => severity === word);
    return length > 0 ? [`${length} ${word}${length > 1 ? 's' : ''}`] : [];
  };
  return `hub check: ${['error', 'warning', 'note'].flatMap(count).join(', ')}`;
}

function problem({ severity, rule: name, file, line, what, why, mend }) {
  const where = file === '?' ? name : `${file}:${line} · ${name}`;
  return element('p', {
    children: [
      element('strong', { text: `${severity} `, className: severity }),
      element('code', { text: where }),
      element('br'),
      document.createTextNode([what, why, mend].filter(Boolean).join(' ')),
    ],
  });
}

function listen() {
  const events = new EventSource('/dev/standing');
  let generation;
  events.onmessage = ({ data }) => {
    const standing = JSON.parse(data);
    stand(standing);
    // Another graph: the editor asks for its types again.
    if (generation !== undefined && generation !== standing.generation) draw();
    generation = standing.generation;
  };
  events.onerror = () => {
    at('standing').textContent = 'hub dev has ended';
    at('standing').className = 'refused';
  };
}

let root;
function draw() {
  root ??= ReactDOM.createRoot(at('graphiql'));
  const storage = { shouldPersistHeaders: false, isHeadersEditorEnabled: false };
  root.render(React.createElement(GraphiQL, { key: Date.now(), fetcher, defaultQuery, ...storage }));
}

at('persona').addEventListener('change', personaChanged);
async function start() {
  ({ people, defaultQuery } = await (await fetch('/dev/start')).json());
  choices(
    at('persona'),
    people.map(({ name }) => name),
  );
  personaChanged();
  draw();
  listen();
}
start().catch(() => {
  at('standing').textContent = 'hub dev does not answer';
});
