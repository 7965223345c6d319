import { parseArgs } from 'node:util';
import { archiveSegments } from '../../gateway/ledger/archive.ts';
import { exportMissing } from '../../gateway/ledger/checkpointing.ts';
import { closeSegment } from '../../gateway/ledger/checkpoints.ts';
import { purge, purgeable } from '../../gateway/ledger/purge.ts';
import { checkpointSigner } from './files.ts';
import { actorOf, connected, keepAct, ledgerUrl, momentOf, READING } from './opened.ts';

/** `hub ledger checkpoint`: closes what is new now; a gateway with a signing key does so every minute. */
export async function checkpoint(args: readonly string[]): Promise<number> {
  const options = { ...READING, signing: { type: 'string' }, export: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const signer = checkpointSigner(values.signing);
  const folder = values.export ?? process.env['HUB_LEDGER_CHECKPOINTS'];
  return connected(values, async (client) => {
    const closed = await closeSegment(client, signer);
    const { segment, entries } = closed?.checkpoint ?? {};
    console.log(
      closed ? `Segment ${segment} is closed: ${entries} entries.` : 'Nothing is new: no segment was closed.',
    );
    if (folder !== undefined) console.log(`Checkpoints exported to ${folder}: ${await exportMissing(client, folder)}`);
    for (const writer of closed?.gaps ?? []) console.error(`Entries of ${writer} are missing: hub ledger verify`);
    return closed && closed.gaps.length > 0 ? 1 : 0;
  });
}

/** `hub ledger archive`: what is not archived yet and was closed before a moment. */
export async function archive(args: readonly string[]): Promise<number> {
  const options = { ...READING, folder: { type: 'string' }, before: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const { folder } = values;
  if (!folder) throw new Error('say where to: --folder F, the same each time: each archive names the one before');
  const before = new Date(momentOf(values.before, 'before') ?? Date.now());
  await keepAct(ledgerUrl(values), actorOf(values), 'LEDGER_ARCHIVED', { before: before.toISOString() });
  return connected(values, async (client) => {
    const onProgress = (segment: number) => process.stderr.isTTY && process.stderr.write(`\rSegment ${segment} …`);
    const { segments, entries } = await archiveSegments(client, folder, { before, onProgress });
    if (process.stderr.isTTY) process.stderr.write('\r');
    console.log(
      segments.length > 0 ? `Archived: ${inWords(segments)}, ${entries} entries.` : 'Nothing new to archive.',
    );
    return 0;
  });
}

/** `hub ledger purge`: what is old enough, where it is said who does it. */
export async function purgeOld(args: readonly string[]): Promise<number> {
  const options = { ...READING, before: { type: 'string' }, archived: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const { by, archived } = values;
  const time = momentOf(values.before, 'before');
  if (time === undefined) throw new Error('say what is old enough: --before 2016-01-01, or --before P10Y');
  if (time > Date.now()) throw new Error('--before must be in the past: what is to come is not purged');
  if (!by) throw new Error('say who does it: --by NAME; it is kept in the ledger');
  return connected(values, async (client) => {
    const options = { before: new Date(time), archivedIn: archived };
    const { segments, entries } = await purgeable(client, options);
    if (segments.length === 0) {
      console.log('Nothing is old enough: of the oldest segment that is there, not every entry is older.');
      return 0;
    }
    const about = {
      before: options.before.toISOString(),
      what: inWords(segments),
      entries,
      archive: archived ?? 'none',
    };
    await keepAct(ledgerUrl(values), by, 'LEDGER_PURGED', about);
    const purged = await purge(client, options);
    console.log(`Purged: ${inWords(purged.segments)}, ${purged.entries} entries. Their checkpoints stay.`);
    return 0;
  });
}

/** They follow one another. */
function inWords(segments: readonly number[]): string {
  const [first, last] = [segments[0], segments.at(-1)];
  return first === last ? `segment ${first}` : `segments ${first} to ${last}`;
}
