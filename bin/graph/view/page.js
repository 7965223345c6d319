import { choose, fillControls, showControls } from './controls.js';
import { state } from './data.js';
import { counted } from './elements.js';
import { drawMeetings, showChosen } from './picture.js';
import { forgetOpened, makeTypes, openAll, openAt, showTypes } from './types.js';

const found = document.getElementById('found');
const search = document.getElementById('search');
const meetings = document.getElementById('meetings');

function show() {
  showControls();
  const { fields, types } = showTypes();
  found.textContent = `${counted(fields, 'field')}, ${counted(types, 'type')}`;
  document.getElementById('nothing').hidden = types > 0;
  showMeetings();
}

/** Who searches is shown what is found, and not first what lies above it. */
function showMeetings() {
  const wasHidden = meetings.hidden;
  meetings.hidden = state.words.length > 0;
  if (meetings.hidden) return;
  if (wasHidden) drawMeetings(chooseMeeting);
  else showChosen();
}

/** Another choice by whom and for what leaves open what is open; another search does not. */
function ask(persona, purpose) {
  choose(persona, purpose);
  show();
}

function changed(change) {
  const before = JSON.stringify([state.words, [...state.levels], [...state.categories]]);
  change();
  if (JSON.stringify([state.words, [...state.levels], [...state.categories]]) !== before) forgetOpened();
  show();
}

function reset() {
  search.value = '';
  changed(() => {
    state.words = [];
    for (const chosen of [state.levels, state.categories, state.agencies]) chosen.clear();
  });
}

/** `#Type.field` is an address to send to somebody. */
function goToHash() {
  const coordinate = decodeURIComponent(location.hash.slice(1));
  let place = openAt(coordinate);
  if (place?.element.hidden || place?.element.closest('[hidden]')) {
    reset();
    place = openAt(coordinate);
  }
  place?.element.scrollIntoView({ block: 'start' });
  place?.button.focus({ preventScroll: true });
}

function chooseMeeting({ agency, type }) {
  changed(() => {
    if (type !== undefined) {
      state.meeting = type;
      state.agencies.clear();
    } else if (!state.agencies.delete(agency)) state.agencies.add(agency);
  });
}

/** `/` searches, arrows go from row to row, Escape closes what the row has open or ends the search. */
function onKey(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isWriting = target.matches('input, select');
  if (key === '/' && !isWriting) {
    event.preventDefault();
    search.focus();
  }
  if (key === 'Escape' && target === search && search.value) reset();
  if (key === 'Escape') closeAt(target);
  if ((key === 'ArrowDown' || key === 'ArrowUp') && target.matches('.head, .field')) {
    event.preventDefault();
    const all = [...document.querySelectorAll('.head, .field')].filter((each) => each.offsetParent !== null);
    all[all.indexOf(target) + (key === 'ArrowDown' ? 1 : -1)]?.focus();
  }
}

function closeAt(target) {
  const row = target.closest('.fields > li, .type');
  const button = row?.querySelector(':scope > button[aria-expanded="true"]');
  button?.click();
  button?.focus();
}

fillControls(changed);
makeTypes(document.getElementById('types'), ask);
drawMeetings(chooseMeeting);
show();
document.getElementById('open-all').addEventListener('click', () => openAll(true));
document.getElementById('close-all').addEventListener('click', () => openAll(false));
document.getElementById('reset').addEventListener('click', reset);
document.addEventListener('keydown', onKey);
window.addEventListener('hashchange', goToHash);
window.addEventListener('resize', () => meetings.hidden || drawMeetings(chooseMeeting));
if (location.hash.length > 1) goToHash();
