import { parseArgs } from 'node:util';
import { verifyArchives } from '../../gateway/ledger/archive-check.ts';
import type { Finding } from '../../gateway/ledger/finding.ts';
import { type Verified, verifyLedger } from '../../gateway/ledger/verify.ts';
import { verificationKeys } from './files.ts';
import { READING, reading } from './opened.ts';
import { placeOf } from './place.ts';
import { progressAfterAWhile } from './progress.ts';

const OPTIONS = {
  ...READING,
  keys: { type: 'string' },
  exported: { type: 'string' },
  archives: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `hub ledger verify`: whether all is as it was written and signed. @returns 1 where it is not. */
export async function verify(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const keys = verificationKeys(values.keys);
  if (values.archives !== undefined) return verifyFolder(values.archives, values);
  const exported = placeOf('checkpoints', values.exported);
  const found = await reading(values, { what: 'verify' }, async (client) => {
    using progress = progressAfterAWhile('Verifying');
    return verifyLedger(client, { keys, exported, onProgress: (done, total) => progress.update(done, total) });
  });
  console.log(values.json ? JSON.stringify(found, null, 2) : inWords(found, exported));
  return found.findings.length === 0 ? 0 : 1;
}

async function verifyFolder(folder: string, values: { readonly keys?: string; readonly json?: boolean }) {
  using progress = progressAfterAWhile('Verifying archives');
  const found = await verifyArchives(folder, verificationKeys(values.keys), (done, total) =>
    progress.update(done, total),
  );
  const { segments, entries, findings } = found;
  if (segments === 0) throw new Error(`there are no archives in ${folder}: segment-….jsonl`);
  if (values.json) console.log(JSON.stringify(found, null, 2));
  else if (findings.length > 0) for (const { segment, says } of findings) console.log(`segment ${segment}: ${says}`);
  else console.log(`All as it was signed: ${entries} entries in ${segments} archives, each linked to the one before.`);
  return findings.length === 0 ? 0 : 1;
}

function inWords(found: Verified, exported: string | undefined): string {
  const { findings, more, entries, open, segments, purged } = found;
  const beyond = more > 0 ? [`… and ${more} more`] : [];
  const end =
    findings.length === 0
      ? 'All as it was written.'
      : 'NOT as it was written. Keep the database as it is; what to do next: docs/operate-the-ledger.md';
  return [
    ...findings.map(findingInWords),
    ...beyond,
    `${entries} entries in ${segments} segments and ${open} in none yet: these are closed by the next checkpoint.`,
    ...(purged.segments > 0
      ? [`purged, ${purged.entries} entries of ${purged.segments} segments, the last closed ${purged.until}`]
      : []),
    exported === undefined
      ? 'No exported checkpoints were given (--exported FOLDER): checkpoints cut off the end would not be noticed.'
      : `${found.exported} checkpoints held against ${exported}.`,
    end,
  ].join('\n');
}

function findingInWords({ kind, writer, first, last, segment, says }: Finding): string {
  const numbers = last === undefined || last === first ? `entry ${first}` : `entries ${first} to ${last}`;
  const where = [
    ...(first === undefined ? [] : [numbers]),
    ...(writer === undefined ? [] : [`of ${writer}`]),
    ...(segment === undefined ? [] : [`segment ${segment}`]),
  ];
  return `${kind}  ${where.join(' ')}: ${says}`;
}
