import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  madeSigningKey,
  type SigningKeysFile,
  signerOf,
  type VerificationKeysFile,
  verificationKeysOf,
} from '../../gateway/ledger/signing.ts';
import { type LedgerKeysFile, ledgerKeysOf, madeHashKey } from '../../standards/ledger/keys.ts';
import { readJson } from './files.ts';
import { type KeyFiles, keyFiles, makeKeyFiles } from './key-files.ts';
import { actorOf, keepAct, READING, type ReadingValues } from './opened.ts';

const USAGE = `say which: hub ledger keys init --folder F     first keys: naming.json, signing.json, verification.json
           hub ledger keys rotate --folder F   a further key of each kind, in force from now on; the old ones stay`;

/** `hub ledger keys`: makes them, and further ones. */
export async function keys(args: readonly string[]): Promise<number> {
  const options = { ...READING, folder: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [action] = positionals;
  if (!values.folder || (action !== 'init' && action !== 'rotate')) throw new Error(USAGE);
  const files = keyFiles(values.folder);
  if (action === 'init') await init(values.folder, files, values);
  else await rotate(files, values);
  return 0;
}

async function init(folder: string, { naming, signing, verification }: KeyFiles, values: ReadingValues): Promise<void> {
  const there = [naming, signing, verification].find((file) => existsSync(file));
  if (there) throw new Error(`${there} is there already; a further key: hub ledger keys rotate --folder ${folder}`);
  await keepIfKept(values, { what: 'first keys' });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  makeKeyFiles(folder);
  console.log(`${naming}         names whom entries are about: gateways, and the data-protection officer`);
  console.log(`${signing}        signs checkpoints: one gateway`);
  console.log(`${verification}   checks them: anybody. Give it away now, by another way than the ledger's.`);
}

/** Who checks has the new key before anything is signed with it. */
async function rotate(files: KeyFiles, values: ReadingValues): Promise<void> {
  const naming = readJson(files.naming, held<LedgerKeysFile>(ledgerKeysOf));
  const signing = readJson(files.signing, held<SigningKeysFile>(signerOf));
  const verification = readJson(files.verification, held<VerificationKeysFile>(verificationKeysOf));
  const hashKey = madeHashKey(new Date());
  const made = madeSigningKey();
  const kid = String(made.signing['kid']);
  await keepIfKept(values, { what: 'further keys', naming: hashKey.id, signing: kid });
  replace(files.verification, { verification: [...verification.verification, made.verification] }, 0o644);
  replace(files.signing, { signing: [made.signing, ...signing.signing] }, 0o600);
  replace(files.naming, { hashing: [...naming.hashing, hashKey] }, 0o600);
  console.log(`From now on ${hashKey.id} names and ${kid} signs. Give ${files.verification} to whoever checks.`);
}

/** The file as it stands, where its keys can be read. */
function held<File>(parse: (json: unknown) => unknown): (json: unknown) => File {
  return (json) => {
    parse(json);
    return json as File;
  };
}

/** Whole or not at all: without its old keys, nobody is found in old entries. */
function replace(file: string, content: object, mode: number): void {
  const unfinished = `${file}.${randomUUID()}.part`;
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode, flag: 'wx' });
  renameSync(unfinished, file);
}

/** Keys are often made before there is a ledger: then there is nothing to keep it in. */
async function keepIfKept(values: ReadingValues, about: Readonly<Record<string, string>>): Promise<void> {
  const url = values.database ?? process.env['HUB_LEDGER_URL'];
  if (url) await keepAct(url, actorOf(values), 'LEDGER_KEY_MADE', about);
  else console.error('No ledger is named (HUB_LEDGER_URL): that these keys were made is kept nowhere.');
}
