import { parseArgs } from 'node:util';
import { PERSONAS } from '../demo/identity/personas.ts';
import type { Command } from './command.ts';
import { byType } from './release/by-type.ts';
import { readContract } from './release/contract.ts';
import { type Difference, differences } from './release/diff.ts';
import { type ProcessingActivity, registerOf } from './release/register.ts';
import { table } from './release/table.ts';

const USAGE = `Usage: hub policy diff OLD NEW [--json]
       hub policy register [--agency A] [--json]

  diff      Which fields become visible to whom, and which no longer. OLD and NEW are folders of rules: AGENCY.cedar,
            AGENCY/*.cedar, or agencies with a folder policies/ (subgraphs/). Exit code 3 where something is released to
            more.
  register  The register of processing (GDPR art. 30, LED art. 24): what is released, to whom, why and by which law, an entry
            for each rule that shows something.`;

/** `hub policy`: what rules mean, before and while they are in force. */
export const policy: Command = {
  name: 'policy',
  summary: 'what rules release: hub policy register [--agency A], hub policy diff OLD NEW [--json]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, agency: { type: 'string' } },
      allowPositionals: true,
    });
    const [what, before, after, ...more] = positionals;
    const isDiff = what === 'diff' && before !== undefined && after !== undefined && more.length === 0;
    if (isDiff) return diff(before, after, values.json ?? false);
    if (what === 'register' && before === undefined) return register(values.agency, values.json ?? false);
    console.error(USAGE);
    return 2;
  },
};

function diff(before: string, after: string, isJson: boolean): number {
  const [old, next] = [readContract(undefined, before), readContract(undefined, after)];
  const found = differences(old, next, PERSONAS, Date.now());
  console.log(isJson ? JSON.stringify(found, null, 2) : inWords(found));
  return found.some(({ isWider }) => isWider) ? WIDER : 0;
}

function register(agency: string | undefined, isJson: boolean): number {
  const all = registerOf(readContract(), PERSONAS, Date.now());
  const found = all.filter(({ controller }) => agency === undefined || controller === agency);
  if (found.length === 0) {
    const known = [...new Set(all.map(({ controller }) => controller))].join(', ');
    const whose = agency === undefined ? 'No rule shows anything.' : `No rule of ${agency} shows anything.`;
    console.error(`${whose} Agencies whose rules do: ${known || 'none'}.`);
    return 2;
  }
  console.log(isJson ? JSON.stringify(found, null, 2) : found.map(activityInWords).join('\n\n'));
  return 0;
}

function activityInWords(each: ProcessingActivity): string {
  const how = [each.isReduced ? 'in a reduced form' : 'in full', ...(each.isByRecord ? ['as the record decides'] : [])];
  const rows = [
    ['  legal basis', basisInWords(each)],
    [
      '  recipients',
      each.recipients
        .map(({ role, agency, country, purposes }) => `${role} (${agency}, ${country}) for ${purposes.join(' ')}`)
        .join(', '),
    ],
    ['  countries', each.countries.join(', ')],
    ['  data', `${each.categories.join(', ')}: ${byType(each.fields)}`],
    ['  data subjects', pairs(each.subjects) || 'as the agency keeps them'],
    ['  shown', how.join(', ')],
    ...(each.necessity === undefined ? [] : [['  necessity', each.necessity]]),
    ['  kept', pairs(each.retention) || 'as the agency keeps it'],
    ['  rule', `${each.policy}, ${each.place}`],
  ];
  const nobody = each.isBasisInForce ? 'nobody asks by it yet' : 'nothing, its basis is not in force';
  return `${each.controller}: ${each.title}\n${table(rows.map((row) => [row[0] ?? '', row[1] || nobody]))}`;
}

function basisInWords({ basis, isBasisInForce }: ProcessingActivity): string {
  const { instrument, article, title, validFrom, validUntil, note } = basis;
  return [
    `${article ? `${instrument}, ${article}` : instrument}${isBasisInForce ? '' : ' (NOT IN FORCE)'}`,
    ...(validFrom ? [`from ${validFrom}${validUntil ? ` to ${validUntil}` : ''}`] : []),
    ...[title, note].filter((each): each is string => each !== undefined),
  ].join('; ');
}

/** `Type text, Type text` */
function pairs(byTypeName: Readonly<Record<string, string>>): string {
  return Object.entries(byTypeName)
    .map(([type, text]) => `${type} ${text}`)
    .join(', ');
}

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
