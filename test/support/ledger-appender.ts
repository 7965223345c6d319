import { openSync, writeSync } from 'node:fs';
import { openWriter } from '../../gateway/ledger/writer.ts';
import { entryOf } from './ledger-entry.ts';

/**
 * A process that appends entries as fast as it can until it is killed, and writes the id of each to a file after its
 * append has settled, as a gateway answers. What was written to a file outlives its process.
 */
const [databaseUrl = '', folder = '', told = '', prefix = ''] = process.argv.slice(2);
const AT_ONCE = 24;

const file = openSync(told, 'a');
const writer = openWriter({
  instance: 'killed',
  databaseUrl,
  spool: { folder, mostBytes: 1_000_000_000, mostMs: 3_600_000 },
  timeoutMs: 300,
  retryMs: 20,
});

async function appendOn(lane: number): Promise<never> {
  for (let count = 1; ; count += 1) {
    const id = `${prefix}-${lane}-${count}`;
    await writer.append(entryOf(id));
    writeSync(file, `${id}\n`);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => appendOn(lane)));
