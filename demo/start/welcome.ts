import { relative } from 'node:path';
import { PERSONAS } from '../identity/personas.ts';
import type { DemoRecord } from './run.ts';

/** Persona and purpose of the line to paste. */
const FIRST = { persona: 'shift-lead', purpose: 'RISK_ASSESSMENT', query: 'arrivals' } as const;

/** What is printed once everything runs. @param file where the same is kept for programs. */
export function welcome(record: DemoRecord, file: string): string {
  const personas = PERSONAS.map(({ name, agency, sentence, purposes }) => {
    return `  ${name} (${agency}): ${sentence}\n    ${purposes.join(' ')}`;
  });
  return [
    '',
    `The hub runs at ${record.url}`,
    `GraphiQL         ${new URL('/graphiql', record.url).href}`,
    `All of this      ${near(file)}`,
    '',
    'Who you can be, and for which purposes (all people are made up):',
    ...personas,
    'A token, to send as authorization: Bearer …: npx hub token --persona NAME',
    '',
    'Who and what arrives in the next twelve hours? Paste:',
    '',
    curl(record),
    '',
    'As a partner country’s system does (docs/for-partners.md): npm run partner',
    `More questions   ${Object.values(record.queries).map(near).join(' ')}`,
    'Ctrl-C ends everything.',
  ].join('\n');
}

function curl(record: DemoRecord): string {
  const query = record.queries[FIRST.query] ?? Object.values(record.queries)[0] ?? '';
  return [
    `curl -s ${record.url}`,
    `-H 'content-type: application/json'`,
    `-H 'hub-purpose: ${FIRST.purpose}'`,
    `-H "authorization: Bearer $(npx hub token --persona ${FIRST.persona})"`,
    `--data @${near(query.replace(/\.graphql$/, '.json'))}`,
  ].join(' \\\n  ');
}

/** The shorter way to say it from here. */
function near(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
