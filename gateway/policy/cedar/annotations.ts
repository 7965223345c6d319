/** What every policy says of itself. */
export interface Annotations {
  readonly id: string;
  readonly title: string;
  readonly basis: string;
  /** Why it shows special categories; undefined: it may show none. */
  readonly necessity: string | undefined;
}

interface Lack {
  readonly what: string;
  readonly mend: string;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SENTENCE = /^\p{Lu}[^\n]*\S\.$/u;
/** A full stop before the last, that a further sentence follows. */
const SENTENCES = /[.!?]\s+\p{Lu}/u;

/** Reads the annotations of a policy; a value that lacks is empty, and a problem says so. */
export function annotations(given: Readonly<Record<string, string>>): {
  readonly values: Annotations;
  readonly problems: readonly Lack[];
} {
  const { id = '', title = '', basis = '', necessity } = given;
  const problems: Lack[] = [];
  if (!ID.test(id)) {
    const what = id === '' ? 'The policy has no @id.' : `@id("${id}") is no id.`;
    problems.push({
      what,
      mend: 'Write @id("…") before it: lower-case words joined by hyphens, unique over all agencies.',
    });
  }
  if (!SENTENCE.test(title) || SENTENCES.test(title)) {
    const what = title === '' ? 'The policy has no @title.' : `@title("${title}") is not one sentence.`;
    problems.push({ what, mend: 'Write @title("…"): one sentence for officers to read, ending with a full stop.' });
  }
  if (basis.trim() === '') {
    const mend = 'Write @basis("…"): the entry of schema/bases/ that the policy rests on.';
    problems.push({ what: 'The policy has no @basis.', mend });
  }
  if (necessity !== undefined && (!SENTENCE.test(necessity) || SENTENCES.test(necessity))) {
    const what = `@necessity("${necessity}") is not one sentence.`;
    problems.push({ what, mend: 'Write @necessity("…"): one sentence that says why nothing less would do.' });
  }
  return { values: { id, title, basis, necessity }, problems };
}
