import { resolve } from 'node:path';
import type { FileEntry, SecretEntry } from './document.ts';
import { wholeText } from './file.ts';
import type { Path } from './problems.ts';
import type { Told } from './told.ts';

/** A secret or certificates in a file of their own, bytes. */
const MOST_REFERRED_BYTES = 1024 * 1024;

/** The reading of one configuration: what was told, and the problems found on the way. */
export class Reading {
  readonly told: Told;
  readonly problems: string[] = [];

  constructor(told: Told) {
    this.told = told;
  }

  /** Notes a problem. @param words what is expected and what to do; no value. */
  problem(path: Path, words: string): undefined {
    this.problems.push(`${this.told.where(path)}: ${words}`);
    return undefined;
  }

  /** What is read, or undefined and a problem. @param words what to say where the reader throws. */
  attempt<Value>(path: Path, words: string, read: () => Value): Value | undefined {
    try {
      return read();
    } catch {
      // What the libraries say holds what they read.
      return this.problem(path, words);
    }
  }

  /** A path as it was said there, made absolute. */
  file(path: Path, text: string): string {
    return resolve(this.told.folderOf(path), text);
  }

  /** Text of a file that was referred to. */
  textOf(path: Path, { fromFile }: FileEntry): string | undefined {
    const place = [...path, 'fromFile'];
    return this.attempt(place, 'the file cannot be read; name an existing one that this process may read', () =>
      wholeText(this.file(place, fromFile), MOST_REFERRED_BYTES),
    );
  }

  /** A secret by its reference. */
  secret(path: Path, entry: SecretEntry): string | undefined {
    if ('fromFile' in entry) {
      const text = this.textOf(path, entry)?.replace(/\r?\n$/, '');
      return text === '' ? this.problem(path, 'the file is empty; write the secret into it') : text;
    }
    const text = this.told.environment[entry.fromEnvironment];
    return text || this.problem([...path, 'fromEnvironment'], 'this variable is not set; set it to the secret');
  }
}
