import DataLoader from 'dataloader';

/** Rows by the place of their key, 1 to `count` (SQL ordinality). */
export function grouped<Row>(rows: ReadonlyArray<Row & { readonly place: string }>, count: number): Row[][] {
  const groups: Row[][] = Array.from({ length: count }, () => []);
  for (const row of rows) groups[Number(row.place) - 1]?.push(row);
  return groups;
}

/**
 * A DataLoader over structured keys: equal keys are asked once per request, all keys of a tick together.
 *
 * @param batch answers in the order of its keys; an Error in a place fails that key alone.
 * @param identity the text by which two keys are the same.
 */
export function keyedLoader<Key, Value>(
  batch: (keys: readonly Key[]) => Promise<ReadonlyArray<Value | Error>>,
  identity: (key: Key) => string,
): DataLoader<Key, Value, string> {
  return new DataLoader<Key, Value, string>(batch, { cacheKeyFn: identity });
}

/** Splits a batch that is larger than the system takes, `size` keys a call; its calls run one after another to spare it. */
export function batched<Key, Value>(
  size: number,
  call: (keys: readonly Key[]) => Promise<ReadonlyArray<Value | Error>>,
) {
  return async (keys: readonly Key[]): Promise<ReadonlyArray<Value | Error>> => {
    const answers: Array<Value | Error> = [];
    for (let at = 0; at < keys.length; at += size) answers.push(...(await call(keys.slice(at, at + size))));
    return answers;
  };
}

/** The next of values read to be as many as the keys asked, so that they cannot run dry. */
export function next<Value>(values: IterableIterator<Value>): Value {
  return values.next().value as Value;
}
