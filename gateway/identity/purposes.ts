import { type AgencyName, agencyName } from '../ids.ts';
import { isObject } from '../json.ts';

/** What an answer may be asked for. */
export interface Purpose {
  readonly name: string;
  /** What it means, in one sentence. */
  readonly title: string;
  /** The agency that keeps the cases of this purpose and confirms them; undefined: no case is needed. */
  readonly caseOwner: AgencyName | undefined;
  /**
   * A person who asks what was disclosed of them is neither told of it nor that there is nothing to tell (LED art. 13(3),
   * 15(1)).
   */
  readonly isKeptFromSubject: boolean;
}

/** The closed list, by name. */
export type Purposes = ReadonlyMap<string, Purpose>;

const NAME = /^[A-Z][A-Z0-9_]{0,63}$/;

/**
 * Reads schema/purposes.json: a list of `{ name, title, needsCase, caseOwner, keptFromSubject }`.
 *
 * @throws Error naming the entry that is none, by its place.
 */
export function purposesOf(json: unknown): Purposes {
  if (!Array.isArray(json)) throw new Error('must be a list of { "name", "title", "needsCase", "caseOwner" }');
  const purposes = new Map<string, Purpose>();
  for (const [at, each] of json.entries()) {
    const purpose = purposeOf(each, at + 1);
    if (purposes.has(purpose.name)) throw new Error(`entry ${at + 1}: the name is taken`);
    purposes.set(purpose.name, purpose);
  }
  return purposes;
}

function purposeOf(entry: unknown, at: number): Purpose {
  if (!isObject(entry)) throw new Error(`entry ${at}: must be an object`);
  const { name, title, needsCase, caseOwner, keptFromSubject = false } = entry;
  if (typeof name !== 'string' || !NAME.test(name)) throw new Error(`entry ${at}: "name" must be in capital letters`);
  if (typeof title !== 'string' || title === '') throw new Error(`entry ${at}: "title" must be one sentence`);
  if (typeof needsCase !== 'boolean') throw new Error(`entry ${at}: "needsCase" must be true or false`);
  if (typeof keptFromSubject !== 'boolean') throw new Error(`entry ${at}: "keptFromSubject" must be true or false`);
  const owner = agencyName(caseOwner);
  if (needsCase !== (owner !== undefined) || (!needsCase && caseOwner !== undefined)) {
    throw new Error(`entry ${at}: "caseOwner" must name an agency where a case is needed, and nowhere else`);
  }
  return { name, title, caseOwner: owner, isKeptFromSubject: keptFromSubject };
}
