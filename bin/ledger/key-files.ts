import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeSigningKey } from '../../gateway/ledger/signing.ts';
import { madeHashKey } from '../../standards/ledger/keys.ts';

/** Files of the ledger's keys in a folder. */
export interface KeyFiles {
  /** Names data subjects and records: the gateways', and the data-protection officer's. */
  readonly naming: string;
  /** Signs checkpoints: one gateway's. */
  readonly signing: string;
  /** Checks them: anybody's. */
  readonly verification: string;
  /** Agency → the public key for which what its rules hide is sealed; the private one lies beside it. */
  readonly owners: Readonly<Record<string, string>>;
}

const MODE_PRIVATE = 0o600;
const MODE_PUBLIC = 0o644;

/** Where the keys are, or will be. */
export function keyFiles(folder: string, agencies: readonly string[] = []): KeyFiles {
  return {
    naming: join(folder, 'naming.json'),
    signing: join(folder, 'signing.json'),
    verification: join(folder, 'verification.json'),
    owners: Object.fromEntries(agencies.map((agency) => [agency, join(folder, 'owners', `${agency}.public.json`)])),
  };
}

/** Makes the keys that are not there yet; none is written over. */
export function makeKeyFiles(folder: string, agencies: readonly string[] = []): KeyFiles {
  const files = keyFiles(folder, agencies);
  mkdirSync(join(folder, 'owners'), { recursive: true, mode: 0o700 });
  if (!existsSync(files.naming)) write(files.naming, { hashing: [madeHashKey(new Date())] }, MODE_PRIVATE);
  if (!existsSync(files.signing)) {
    const { signing, verification } = madeSigningKey();
    write(files.signing, { signing: [signing] }, MODE_PRIVATE);
    write(files.verification, { verification: [verification] }, MODE_PUBLIC);
  }
  for (const file of Object.values(files.owners)) if (!existsSync(file)) makeOwner(file);
  return files;
}

function makeOwner(file: string): void {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  write(file.replace(/\.public\.json$/, '.private.json'), privateKey.export({ format: 'jwk' }), MODE_PRIVATE);
  write(file, publicKey.export({ format: 'jwk' }), MODE_PUBLIC);
}

function write(file: string, content: object, mode: number): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode, flag: 'wx' });
}
