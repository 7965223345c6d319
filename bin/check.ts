import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GraphQLError } from 'graphql';
import { PERSONAS } from '../demo/identity/personas.ts';
import type { CheckInput } from './check/input.ts';
import { liveProblems } from './check/live.ts';
import { nationalInput } from './check/national.ts';
import { outdatedFiles } from './check/outdated.ts';
import { withPast } from './check/past.ts';
import type { CheckProblem } from './check/problem.ts';
import { publishedAt } from './check/published.ts';
import { type CheckReport, type Format, isFormat, isPassed, printed } from './check/report.ts';
import { LABEL_RULES, RULES } from './check/rules.ts';
import { problemsIn } from './check/run.ts';
import type { Command } from './command.ts';
import { ROOT } from './compose/root.ts';
import { syntaxInWords } from './compose/plain-words.ts';

const USAGE = `Usage: hub check [--against FOLDER|COMMIT] [--strict] [--live] [--json | --format text|json|github]

  --against  compare with a copy of schema/, or with what a commit, branch or tag has of it; what was committed last
             unless said otherwise
  --strict   warnings fail as errors do
  --live     ask each agency's address whether it answers, and whether what runs there is what its SDL says`;

const OPTIONS = {
  against: { type: 'string' },
  strict: { type: 'boolean' },
  live: { type: 'boolean' },
  json: { type: 'boolean' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `hub check`: what would keep the agencies' SDL and rules from being served, would release too much, or break who asks. */
export const check: Command = {
  name: 'check',
  summary: "hold the agencies' SDL and rules against docs/check.md: hub check [--against COMMIT] [--json]",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const format = values.format ?? (values.json ? 'json' : 'text');
    if (values.help || !isFormat(format)) {
      (values.help ? console.log : console.error)(USAGE);
      return values.help ? 0 : 2;
    }
    const report = await reported(values.against, values.strict ?? false, values.live ?? false);
    console.log(printed(report, format satisfies Format, process.stdout.isTTY && !process.env['NO_COLOR']));
    return isPassed(report) ? 0 : 1;
  },
};

async function reported(against: string | undefined, isStrict: boolean, isLive: boolean): Promise<CheckReport> {
  const published = publishedAt(against, fileURLToPath(ROOT));
  const read = readNational();
  if ('rule' in read) return { agencies: [], policyFiles: 0, rules: 0, against: undefined, problems: [read], isStrict };
  const outdated = outdatedFiles(read, PERSONAS, textOf);
  const present = { ...read, outdated };
  const input = 'missing' in published ? present : await withPast(present, published, PERSONAS);
  const live = isLive ? await liveProblems(input.parts) : [];
  const notes = 'missing' in published ? [nothingPublished(published.missing)] : [];
  return {
    agencies: input.parts.map(({ name }) => name),
    policyFiles: input.policies.sources.length,
    rules: RULES.length + LABEL_RULES.length,
    against: input.past?.from,
    problems: [...(await problemsIn(input)), ...live, ...notes],
    isStrict,
  };
}

/** What cannot even be parsed is a problem like any other. */
function readNational(): CheckInput | CheckProblem {
  try {
    return nationalInput(Date.now());
  } catch (error) {
    if (error instanceof GraphQLError) return syntaxInWords(error);
    throw error;
  }
}

function textOf(file: string): string | undefined {
  const path = new URL(file, ROOT);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function nothingPublished(missing: string): CheckProblem {
  return {
    ...{ rule: 'breaking-change', severity: 'note', file: '?', line: 1 },
    what: `There is nothing published to compare with: ${missing}.`,
    mend: 'Name a copy of schema/, or a commit that has it, by --against.',
  };
}
