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
