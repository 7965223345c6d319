import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GraphQLError } from 'graphql';
import { PERSONAS } from '../demo/identity/personas.ts';
import { type AgencyFolder, isAgencyFolder, readAgencyFolder, workingFolder } from './agency/folder.ts';
import type { CheckInput } from './check/input.ts';
import { liveProblems } from './check/live.ts';
import { agencyInput, nationalInput } from './check/national.ts';
import { outdatedFiles } from './check/outdated.ts';
import { withPast } from './check/past.ts';
import type { CheckProblem } from './check/problem.ts';
import { publishedAt } from './check/published.ts';
import { type CheckReport, type Format, isFormat, isPassed, printed } from './check/report.ts';
import { LABEL_RULES, RULES } from './check/rules.ts';
import { problemsIn } from './check/run.ts';
import type { Command } from './command.ts';
import { syntaxInWords } from './compose/plain-words.ts';
import { ROOT } from './compose/root.ts';

const USAGE = `Usage: hub check [FOLDER] [--against FOLDER|COMMIT] [--strict] [--live] [--json | --format text|json|github]

  FOLDER     an agency's own, with agency.json, beside what its neighbours published; usual where this folder is one;
             else the agencies of the hub's repository
  --against  compare with a copy of schema/, or with what a commit, branch or tag has of it; what was committed last
             unless said otherwise; an agency of its own: with the published graph it will be part of
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
  summary: "hold the agencies' SDL and rules against docs/check.md: hub check [FOLDER] [--against COMMIT] [--json]",
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const format = values.format ?? (values.json ? 'json' : 'text');
    if (values.help || !isFormat(format) || positionals.length > 1) {
      (values.help ? console.log : console.error)(USAGE);
      return values.help ? 0 : 2;
    }
    const folder = positionals[0] ?? (isAgencyFolder('.') ? '.' : undefined);
    const { against, strict = false, live = false } = values;
    const report = await reported({
      agency: folder === undefined ? undefined : readAgencyFolder(folder),
      against,
      strict,
      live,
    });
    console.log(printed(report, format satisfies Format, process.stdout.isTTY && !process.env['NO_COLOR']));
    return isPassed(report) ? 0 : 1;
  },
};

interface Asked {
  /** One that lives in a folder of its own. */
  readonly agency: AgencyFolder | undefined;
  readonly against: string | undefined;
  readonly strict: boolean;
  readonly live: boolean;
}

async function reported({ agency, against, strict: isStrict, live: isLive }: Asked): Promise<CheckReport> {
  const read = readInput(agency);
  if ('rule' in read) return { agencies: [], policyFiles: 0, rules: 0, against: undefined, problems: [read], isStrict };
  const published = agency
    ? publishedAt(against ?? fileURLToPath(new URL('schema/', ROOT)), agency.path)
    : publishedAt(against, fileURLToPath(ROOT));
  // What is made of the national graph is made where that is.
  const present = agency ? read : { ...read, outdated: outdatedFiles(read, PERSONAS, textOf) };
  const input = 'missing' in published ? present : await withPast(present, published, PERSONAS);
  const parts = agency ? input.parts.filter(({ name }) => name === agency.entry.name) : input.parts;
  const live = isLive ? await liveProblems(parts) : [];
  const notes = 'missing' in published ? [nothingPublished(published.missing)] : [];
  const problems = [...(await problemsIn(input)), ...live, ...notes];
  return {
    agencies: input.parts.map(({ name }) => name),
    policyFiles: input.policies.sources.length,
    rules: RULES.length + LABEL_RULES.length,
    against: input.past?.from,
    problems: agency ? problems.filter((each) => concerns(each, agency)) : problems,
    isStrict,
  };
}

/** What is not wrong, and not in its files, is for its neighbours to look at. */
function concerns({ severity, file }: CheckProblem, { path }: AgencyFolder): boolean {
  return severity === 'error' || resolve(file).startsWith(path);
}

/** What cannot even be parsed is a problem like any other. */
function readInput(agency: AgencyFolder | undefined): CheckInput | CheckProblem {
  try {
    return agency ? agencyInput(agency, workingFolder(), Date.now()) : nationalInput(Date.now());
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
