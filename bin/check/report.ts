import { type CheckProblem, isKnownPlace, type Severity } from './problem.ts';

/** What was checked, and what was found. */
export interface CheckReport {
  readonly agencies: readonly string[];
  readonly policyFiles: number;
  readonly rules: number;
  /** With what was compared; undefined: with nothing. */
  readonly against: string | undefined;
  readonly problems: readonly CheckProblem[];
  /** Warnings fail as errors do. */
  readonly isStrict: boolean;
}

export const FORMATS = ['text', 'json', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

/** Nothing that must be mended before the graph is served. */
export function isPassed({ problems, isStrict }: CheckReport): boolean {
  return !problems.some(({ severity }) => severity === 'error' || (isStrict && severity === 'warning'));
}

/** @param isTerminal whether it is read by somebody at a terminal, and may be coloured. */
export function printed(report: CheckReport, format: Format, isTerminal = false): string {
  if (format === 'json') return JSON.stringify(asJson(report), null, 2);
  const lines = report.problems.map(format === 'github' ? annotation : (problem) => paragraph(problem, isTerminal));
  return [...lines, summary(report)].join('\n');
}

/** The shape programs read; docs/check.md says it. */
function asJson(report: CheckReport) {
  const { agencies, against, problems } = report;
  return {
    ...{ passed: isPassed(report), agencies, against: against ?? null },
    ...{ errors: count(problems, 'error'), warnings: count(problems, 'warning'), notes: count(problems, 'note') },
    problems: problems.map(({ rule, severity, file, line, what, why, mend }) => {
      const place = isKnownPlace({ file, line }) ? { file, line } : { file: null, line: null };
      return { rule, severity, ...place, what, why: why ?? null, mend };
    }),
  };
}

const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, note: 36 };

/** A problem for people: where, what, why, and what to do. */
export function paragraph(problem: CheckProblem, isColoured = false): string {
  const { rule, severity, file, line, what, why, mend } = problem;
  const head = isColoured ? `\u001b[${COLOURS[severity]}m${severity}\u001b[0m` : severity;
  return [
    `${head} ${rule}${isKnownPlace(problem) ? `  ${plain(file)}:${line}` : ''}`,
    wrapped('  what  ', what),
    ...(why === undefined ? [] : [wrapped('  why   ', why)]),
    wrapped('  do    ', mend),
    '',
  ].join('\n');
}

const WIDTH = 120;

/** A long sentence goes on below its first word; what is longer than a line by itself is not cut. */
function wrapped(title: string, text: string): string {
  const indent = ' '.repeat(title.length);
  const lines: string[] = [];
  let line = title;
  for (const word of text.split(/\s+/).map(plain)) {
    const isLong = line.length + word.length + 1 > WIDTH && line.trim() !== '' && line !== title;
    // A line that begins so would be a command to GitHub Actions.
    const isFull = isLong && !word.startsWith('::');
    if (isFull) lines.push(line);
    line = isFull ? `${indent}${word}` : line === title ? `${title}${word}` : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** What an agency's SDL may hold and a terminal would obey. */
function plain(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\ufffd');
}

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** A workflow command of GitHub Actions: shown beside the line of a pull request that it is about. */
function annotation(problem: CheckProblem): string {
  const { rule, severity, file, line, what, why, mend } = problem;
  const place = isKnownPlace(problem) ? `file=${property(file)},line=${line},` : '';
  const message = [what, why, mend].filter((part) => part !== undefined).join('\n');
  return `::${COMMANDS[severity]} ${place}title=${property(rule)}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function summary({ agencies, policyFiles, rules, against, problems, isStrict }: CheckReport): string {
  const found = [`${count(problems, 'error')} errors`, `${count(problems, 'warning')} warnings`];
  const compared = against === undefined ? 'compared with nothing' : `compared with ${against}`;
  return `${agencies.length} agencies, ${policyFiles} files of policies, ${rules} rules, ${compared}: ${found.join(', ')}${isStrict ? ' (warnings fail)' : ''}`;
}

function count(problems: readonly CheckProblem[], of: Severity): number {
  return problems.filter(({ severity }) => severity === of).length;
}
