import { readFileSync } from 'node:fs';
import { type Signer, signerOf, type VerificationKeys, verificationKeysOf } from '../../gateway/ledger/signing.ts';
import { placeOf } from './place.ts';

/** @throws Error that says what to do. */
export function verificationKeys(file: string | undefined): VerificationKeys {
  const path = placeOf('verification', file);
  if (!path) throw new Error('say where the public keys are: HUB_LEDGER_VERIFICATION_FILE or --keys verification.json');
  return readJson(path, verificationKeysOf);
}

/** @throws Error that says what to do. */
export function checkpointSigner(file: string | undefined): Signer {
  const path = file ?? process.env['HUB_LEDGER_SIGNING_FILE'];
  if (!path) throw new Error('say where the signing keys are: HUB_LEDGER_SIGNING_FILE or --signing signing.json');
  return readJson(path, signerOf);
}

/** @throws Error that names the file, and has nothing in it of what was read. */
export function readJson<Value>(path: string, parse: (json: unknown) => Value): Value {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(error instanceof SyntaxError ? `${path} is no JSON` : `${path} cannot be read: does it exist?`);
  }
  try {
    return parse(json);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : 'failed'}`);
  }
}
