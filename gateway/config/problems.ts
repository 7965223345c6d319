/** Way to a value in the configuration: keys and places in lists. */
export type Path = ReadonlyArray<string | number>;

/** All that is wrong with a configuration, at once. No problem holds a value: it may be a secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** `issuers[0].speaksFor`. A key that is no name may be a secret in the wrong place and is not shown. */
export function written(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${isName(step) ? step : '?'}`))
    .join('')
    .replace(/^\./, '');
}

export function isName(key: string): boolean {
  return /^[\w$.-]{1,40}$/.test(key);
}
