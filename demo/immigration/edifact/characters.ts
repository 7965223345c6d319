/** Service characters of an interchange (ISO 9735-1, annex D). */
export interface ServiceCharacters {
  readonly component: string;
  readonly element: string;
  readonly decimal: string;
  /** A blank where the interchange releases nothing. */
  readonly release: string;
  /** Repetition separator of syntax version 4; a blank before that. Read as data: the messages here repeat nothing. */
  readonly reserved: string;
  readonly terminator: string;
}

/** What holds where no UNA says otherwise. */
export const DEFAULT_CHARACTERS: ServiceCharacters = {
  component: ':',
  element: '+',
  decimal: '.',
  release: '?',
  reserved: ' ',
  terminator: "'",
};

/** UNA of an interchange: its characters and where the first segment may begin. */
export type ServiceString =
  | { readonly kind: 'given' | 'default'; readonly characters: ServiceCharacters; readonly end: number }
  | { readonly kind: 'unusable' };

/**
 * Reads UNA, after blanks and line ends; without one the defaults hold.
 *
 * @returns `unusable` where one character would have two tasks, or is a letter or a digit, which tags are made of.
 */
export function serviceString(text: string): ServiceString {
  const start = /^[\s\uFEFF]*/.exec(text)?.[0].length ?? 0;
  if (!/^UNA/i.test(text.slice(start, start + 3)))
    return { kind: 'default', characters: DEFAULT_CHARACTERS, end: start };
  const [component = '', element = '', decimal = '', release = '', reserved = '', terminator = ''] = text.slice(
    start + 3,
    start + 9,
  );
  const characters = { component, element, decimal, release, reserved, terminator };
  return isUsable(characters) ? { kind: 'given', characters, end: start + 9 } : { kind: 'unusable' };
}

/** True where texts can be taken apart by these characters. */
export function isUsable({ component, element, release, terminator }: ServiceCharacters): boolean {
  const tasks = [component, element, terminator, ...(release === ' ' ? [] : [release])];
  // A line end may end segments; nothing else that looks blank has a task.
  const isSign = tasks.every(
    (each) => each.length === 1 && (each === terminator ? /[^A-Za-z0-9 ]/ : /[^A-Za-z0-9\s]/).test(each),
  );
  return isSign && new Set(tasks).size === tasks.length;
}
