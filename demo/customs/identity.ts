import type { References } from './wco/message.ts';

/** A declaration as the system knows it, whatever message told of it. */
export interface KnownDeclaration extends References {
  readonly id: string;
  /** False where only notifications have named it. */
  readonly hasContent: boolean;
}

/** What one batch of messages changes in the register of declarations. */
export interface RegisterChanges {
  /** New and changed declarations. */
  readonly changed: readonly KnownDeclaration[];
  /** Declarations found to be another one: id to the id that stays. */
  readonly merged: ReadonlyMap<string, string>;
}

type Entry = { -readonly [Key in keyof KnownDeclaration]: KnownDeclaration[Key] };

/**
 * Says which declaration a message is about. A declaration is known by its MRN, else by local reference and declarant.
 * A notification names MRN and local reference, never the declarant; what it names may be unknown yet.
 */
export class Register {
  readonly #byMrn = new Map<string, Entry>();
  readonly #byReference = new Map<string, Set<Entry>>();
  readonly #changed = new Set<Entry>();
  readonly #merged = new Map<string, string>();
  readonly #nextId: () => string;

  /**
   * @param known every declaration that has an MRN or a local reference of the messages to come.
   * @param nextId ids for declarations not known yet.
   */
  constructor(known: readonly KnownDeclaration[], nextId: () => string) {
    this.#nextId = nextId;
    for (const declaration of known) this.#enter({ ...declaration });
  }

  /** @returns id of the declaration that the message is; it is its content from now on. */
  declared(references: References): string {
    const entry = this.#matching(references) ?? this.#new(references);
    // What the declaration says of itself goes before what a notification said of it.
    const now = entry.hasContent
      ? withReferences(entry, references)
      : withReferences({ ...entry, ...given(references) }, {});
    this.#change(entry, { ...now, hasContent: true });
    return entry.id;
  }

  /** @returns id of the declaration that the notification is about. */
  notified(references: References): string {
    const entry = this.#notifiedEntry(references) ?? this.#new(references);
    this.#change(entry, withReferences(entry, references));
    return entry.id;
  }

  /** @returns id that stays of a declaration found to be another one. */
  current(id: string): string {
    return this.#merged.get(id) ?? id;
  }

  changes(): RegisterChanges {
    return { changed: [...this.#changed], merged: this.#merged };
  }

  /** By MRN; by local reference and declarant; or the only one of that reference that no declaration has filled yet. */
  #matching(references: References): Entry | undefined {
    const { mrn, functionalReferenceId, declarantId } = references;
    const byMrn = mrn === undefined ? undefined : this.#byMrn.get(mrn);
    const sameReference = this.#compatible(functionalReferenceId, mrn);
    const own = sameReference.filter((entry) => entry.hasContent && entry.declarantId === declarantId);
    const others = sameReference.filter((entry) => entry !== byMrn && !own.includes(entry));
    // Told of by notifications alone, and nobody else's: it is this one.
    const [unfilled] = others.every((entry) => !entry.hasContent) && others.length === 1 ? others : [];
    const found = byMrn ?? own[0] ?? unfilled;
    if (found) for (const same of [...own, ...(unfilled ? [unfilled] : [])]) this.#merge(same, found);
    return found ?? this.#onlyUnfilled(others);
  }

  #onlyUnfilled(entries: readonly Entry[]): Entry | undefined {
    const unfilled = entries.filter((entry) => !entry.hasContent);
    return unfilled.length === 1 ? unfilled[0] : undefined;
  }

  #notifiedEntry({ mrn, functionalReferenceId }: References): Entry | undefined {
    const byMrn = mrn === undefined ? undefined : this.#byMrn.get(mrn);
    const others = this.#compatible(functionalReferenceId, mrn).filter((entry) => entry !== byMrn);
    const only = others.length === 1 ? others[0] : undefined;
    // What was told without the MRN and what was told of it turn out to be one, unless both are declarations.
    if (byMrn && only && !(byMrn.hasContent && only.hasContent)) this.#merge(only, byMrn);
    return byMrn ?? only;
  }

  /** Declarations of a local reference whose MRN is the same or not known. */
  #compatible(functionalReferenceId: string | undefined, mrn: string | undefined): readonly Entry[] {
    const sameReference = this.#byReference.get(functionalReferenceId ?? '') ?? new Set<Entry>();
    return [...sameReference].filter((entry) => !entry.mrn || !mrn || entry.mrn === mrn);
  }

  #new(references: References): Entry {
    const entry: Entry = { ...references, id: this.#nextId(), hasContent: false };
    this.#enter(entry);
    this.#changed.add(entry);
    return entry;
  }

  #change(entry: Entry, now: Omit<KnownDeclaration, 'id'>): void {
    const isSame = (['mrn', 'functionalReferenceId', 'declarantId', 'hasContent'] as const).every(
      (key) => entry[key] === now[key],
    );
    if (isSame) return;
    this.#leave(entry);
    Object.assign(entry, now);
    this.#enter(entry);
    this.#changed.add(entry);
  }

  #merge(other: Entry, into: Entry): void {
    // Two MRNs are two declarations, whatever else they share.
    if (other === into || (other.mrn && into.mrn && other.mrn !== into.mrn)) return;
    this.#leave(other);
    this.#changed.delete(other);
    this.#merged.set(other.id, into.id);
    for (const [from, to] of this.#merged) if (to === other.id) this.#merged.set(from, into.id);
    this.#change(into, { ...withReferences(into, other), hasContent: into.hasContent || other.hasContent });
  }

  #enter(entry: Entry): void {
    if (entry.mrn !== undefined) this.#byMrn.set(entry.mrn, entry);
    if (entry.functionalReferenceId === undefined) return;
    const sameReference = this.#byReference.get(entry.functionalReferenceId) ?? new Set();
    this.#byReference.set(entry.functionalReferenceId, sameReference.add(entry));
  }

  #leave(entry: Entry): void {
    if (entry.mrn !== undefined && this.#byMrn.get(entry.mrn) === entry) this.#byMrn.delete(entry.mrn);
    if (entry.functionalReferenceId !== undefined) this.#byReference.get(entry.functionalReferenceId)?.delete(entry);
  }
}

/** What was known stays; what was not known is filled in. */
function withReferences(entry: KnownDeclaration, references: Partial<References>): Omit<KnownDeclaration, 'id'> {
  return {
    mrn: entry.mrn ?? references.mrn,
    functionalReferenceId: entry.functionalReferenceId ?? references.functionalReferenceId,
    declarantId: entry.declarantId ?? references.declarantId,
    hasContent: entry.hasContent,
  };
}

/** The references that are there. */
function given(references: References): Partial<References> {
  return Object.fromEntries(Object.entries(references).filter(([, value]) => value !== undefined));
}
