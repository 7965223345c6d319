import { parseArgs } from 'node:util';
import { PERSONAS } from '../demo/identity/personas.ts';
import type { Command } from './command.ts';
import { readContract } from './release/contract.ts';
import { type Difference, differences } from './release/diff.ts';
import { table } from './release/table.ts';

const USAGE = `Usage: hub policy diff OLD NEW [--json]

  Which fields become visible to whom, and which no longer. OLD and NEW are folders of rules: AGENCY.cedar,
  AGENCY/*.cedar, or agencies with a folder policies/ (subgraphs/). Exit code 3 where something is released to more.`;

/** `hub policy`: what a change of rules means, before it is in force. */
export const policy: Command = {
  name: 'policy',
  summary: 'what a change of rules would release to whom: hub policy diff OLD NEW [--json]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [what, before, after] = positionals;
    if (what !== 'diff' || before === undefined || after === undefined) {
      console.error(USAGE);
      return 2;
    }
    const [old, next] = [readContract(undefined, before), readContract(undefined, after)];
    const found = differences(old, next, PERSONAS, Date.now());
    console.log(values.json ? JSON.stringify(found, null, 2) : inWords(found));
    return found.some(({ isWider }) => isWider) ? WIDER : 0;
  },
};

/** Exit code where something is released to more than before. */
const WIDER = 3;

function inWords(found: readonly Difference[]): string {
  if (found.length === 0) return 'Nothing is released otherwise than before.';
  const wider = found.filter(({ isWider }) => isWider);
  const narrower = found.filter(({ isWider }) => !isWider);
  return [
    ...part(`${fieldsOf(wider)} become visible, or are shown in full`, wider),
    ...part(`${fieldsOf(narrower)} are no longer visible, or are shown reduced`, narrower),
  ].join('\n');
}

function fieldsOf(found: readonly Difference[]): string {
  const count = new Set(found.flatMap(({ coordinates }) => coordinates)).size;
  return count === 1 ? '1 field' : `${count} fields`;
}

function part(title: string, found: readonly Difference[]): readonly string[] {
  if (found.length === 0) return [];
  const rows = found.map(({ persona, purpose, before, after, coordinates }) => [
    `  ${persona}`,
    purpose,
    `${before} → ${after}`,
    coordinates.join(' '),
  ]);
  return [`${title}:`, table(rows)];
}
