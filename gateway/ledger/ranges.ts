/** Entries of one writer that follow one another, `first` and `last` included. */
export interface Range {
  readonly writer: string;
  readonly first: number;
  readonly last: number;
}

/** A range in parts of at most `most` entries. */
export function* partsOf(range: Range, most: number): Generator<Range> {
  for (let first = range.first; first <= range.last; first += most) {
    yield { writer: range.writer, first, last: Math.min(range.last, first + most - 1) };
  }
}

/** Parameters of a statement that begins with `unnest($1::text[], $2::bigint[], $3::bigint[])`. */
export function parametersOf(ranges: readonly Range[]): readonly unknown[] {
  return [ranges.map(({ writer }) => writer), ranges.map(({ first }) => first), ranges.map(({ last }) => last)];
}

export const ASKED = 'unnest($1::text[], $2::bigint[], $3::bigint[]) with ordinality as asked (writer, first, last, n)';

/** Groups what comes so that each has at most `most` entries, unless one alone has more, and `mostRanges` of them. */
export function* grouped(ranges: Iterable<Range>, most: number, mostRanges: number): Generator<readonly Range[]> {
  let [group, entries]: [Range[], number] = [[], 0];
  for (const range of ranges) {
    for (const part of partsOf(range, most)) {
      const size = part.last - part.first + 1;
      if (group.length > 0 && (entries + size > most || group.length === mostRanges)) {
        yield group;
        [group, entries] = [[], 0];
      }
      group.push(part);
      entries += size;
    }
  }
  if (group.length > 0) yield group;
}
