import { parseArgs } from 'node:util';
import { checkProof, type EntryPlace, proofOf } from '../../gateway/ledger/proof.ts';
import { readJson, verificationKeys } from './files.ts';
import { READING, reading } from './opened.ts';

/** `hub ledger prove`: the proof of one entry on standard output. @returns 1 where it cannot be proven yet. */
export async function prove(args: readonly string[]): Promise<number> {
  const options = { ...READING, writer: { type: 'string' }, sequence: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const place = placeOf(positionals[0], values);
  const about = typeof place === 'string' ? { names: [place] } : { ...place };
  const answer = await reading(values, { what: 'proof', ...about }, (client) => proofOf(client, place));
  if (answer.kind === 'PROVEN') {
    console.log(JSON.stringify(answer.proof));
    return 0;
  }
  if (answer.kind === 'UNKNOWN') throw new Error('there is no such entry; was it purged? An archive would have it');
  const { writer, sequence } = answer;
  console.error(`Entry ${sequence} of ${writer} is in no closed segment yet. Ask again in a minute, or close it now:`);
  console.error('  hub ledger checkpoint');
  return 1;
}

function placeOf(
  id: string | undefined,
  { writer, sequence }: { readonly writer?: string; readonly sequence?: string },
): EntryPlace {
  if (id !== undefined) return id;
  if (writer !== undefined && /^[1-9]\d{0,14}$/.test(sequence ?? '')) return { writer, sequence: Number(sequence) };
  throw new Error('say which entry: hub ledger prove ID, or --writer W --sequence N');
}

/** `hub ledger check-proof FILE`: needs the public keys and nothing else. */
export async function checkProofFile(args: readonly string[]): Promise<number> {
  const options = { keys: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file] = positionals;
  if (!file) throw new Error('say which proof: hub ledger check-proof FILE');
  const keys = verificationKeys(values.keys);
  const proven = readJson(file, (json) => checkProof(json, keys));
  if (values.json) console.log(JSON.stringify(proven, null, 2));
  else {
    const { writer, sequence, segment, closed, key, text } = proven;
    console.log(text);
    console.log(
      `PROVEN: entry ${sequence} of ${writer}, in segment ${segment} since ${closed}, signed with key ${key}.`,
    );
  }
  return 0;
}
