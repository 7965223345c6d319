import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { hubHome } from '../demo/start/home.ts';
import { readCodeList } from '../standards/codes/published.ts';
import type { Command } from './command.ts';

const USAGE = 'hub codes import FILE… --version V --as-of DATE [--folder F]';
/** A larger file is not read: no code list comes near it. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Defects that are named; the others are counted. */
const SHOWN_DEFECTS = 20;

/** `hub codes import FILE…`: takes published code lists (CSV) into a folder, one JSON file each. */
export const codes: Command = {
  name: 'codes',
  summary: 'take in published code lists: hub codes import FILE…',
  async run([action, ...args]) {
    const { values, positionals } = parseArgs({
      args,
      options: { version: { type: 'string' }, 'as-of': { type: 'string' }, folder: { type: 'string' } },
      allowPositionals: true,
    });
    const [version, asOf] = [values.version, values['as-of']];
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(asOf ?? '') && !Number.isNaN(Date.parse(asOf ?? ''));
    if (action !== 'import' || positionals.length === 0 || !version || !asOf || !isDate)
      throw new Error(`usage: ${USAGE}`);
    const folder = values.folder ?? join(hubHome(), 'codes');
    mkdirSync(folder, { recursive: true });
    const isTaken = positionals.map((path) => importFile(path, folder, { version, asOf }));
    return isTaken.every(Boolean) ? 0 : 1;
  },
};

/** @returns false where the file was not taken in; why is said. */
function importFile(
  path: string,
  folder: string,
  edition: { readonly version: string; readonly asOf: string },
): boolean {
  if (statSync(path).size > MAX_FILE_BYTES) return refused(path, 'larger than 64 MB');
  const read = readCodeList(readFileSync(path, 'utf8'), edition);
  if (!read) return refused(path, 'its columns are those of no list that is known here');
  const { list, defects } = read;
  const target = join(folder, `${basename(path).replace(/\.csv$/i, '')}.json`);
  writeFileSync(target, `${JSON.stringify(list)}\n`);
  console.log(`${path}: ${list.list}, ${list.codes.length} code(s), ${defects.length} warning(s) → ${target}`);
  for (const { code, line } of defects.slice(0, SHOWN_DEFECTS)) console.log(`  ${code} at line ${line}`);
  return true;
}

function refused(path: string, reason: string): boolean {
  console.log(`${path}: put aside, ${reason}`);
  return false;
}
