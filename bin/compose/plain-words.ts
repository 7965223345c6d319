import { type ASTNode, GraphQLError } from 'graphql';
import { type Mention, mentioned, onePerAgency, type SdlPlaces } from '../check/places.ts';
import type { CheckProblem } from '../check/problem.ts';
import { CAUSES, type Cause, UNKNOWN, UNKNOWN_DIFFERENCE } from './causes.ts';
import { unreachable } from './satisfiability.ts';

/** What composition refuses, or notes, as it says it. */
interface Said {
  readonly code: string;
  readonly message: string;
  readonly nodes: readonly (ASTNode & { readonly subgraph?: string })[];
}

/** What composition says, in words for those who wrote the SDL: whose it is, where it stands, why it matters, what to write. */
export function errorsInWords(errors: readonly GraphQLError[], places: SdlPlaces): readonly CheckProblem[] {
  const unsatisfied = errors.filter((error) => codeOf(error) === 'SATISFIABILITY_ERROR');
  const others = errors.filter((error) => !unsatisfied.includes(error));
  const told = others.map((error) =>
    inPlainWords({ code: codeOf(error), message: error.message, nodes: error.nodes ?? [] }, UNKNOWN, places),
  );
  return [...told, ...unreachable(unsatisfied, places)];
}

/** A difference that composition would have settled without a word. */
export function differenceInWords(hint: Said, places: SdlPlaces): CheckProblem {
  return inPlainWords(hint, UNKNOWN_DIFFERENCE, places);
}

/**
 * What was thrown while the graph was composed or read.
 *
 * @param mend what to write, where its message says nothing of it.
 */
export function thrownInWords(
  error: unknown,
  mend: string,
  places: SdlPlaces,
  suspects: readonly string[] = [],
): CheckProblem {
  const message = error instanceof Error ? error.message : 'The parts cannot be composed.';
  const nodes = error instanceof GraphQLError ? (error.nodes ?? []) : [];
  const about = `${message} ${suspects.map((name) => `"${name}"`).join(' ')}`;
  const [what, why] = UNKNOWN;
  return problemOf({ code: '', message: about, nodes }, [what, why, mend], places, wholeOf(message));
}

/** SDL that cannot even be parsed: whose file and which line. */
export function syntaxInWords(error: GraphQLError): CheckProblem {
  const [at] = error.locations ?? [];
  // What is no SDL may hold anything: a terminal is shown none of its control characters.
  const text = (error.source?.body.split('\n')[(at?.line ?? 1) - 1] ?? '').replaceAll(/\p{Cc}/gu, ' ').trim();
  return {
    rule: 'composition-problems',
    severity: 'error',
    file: error.source?.name ?? '?',
    line: at?.line ?? 1,
    what: `The SDL cannot be read: ${sentence(syntaxOf(error.message))}${text && ` The line is \`${text}\`.`}`,
    why: 'The SDL of one agency that cannot be read keeps the whole graph from being composed.',
    mend: 'Look at this line and the end of the one before: a brace, a colon or a type is missing, or a text is not closed.',
  };
}

/** What was found in place of what was expected; a text is not repeated. */
function syntaxOf(message: string): string {
  return message.replace(/^Syntax Error: /, '').replace(/found (?:Block)?String ".*"/s, 'found a text');
}

function inPlainWords(said: Said, otherwise: Cause, places: SdlPlaces): CheckProblem {
  const cause = Object.hasOwn(CAUSES, said.code) ? CAUSES[said.code] : undefined;
  return problemOf(said, cause ?? otherwise, places, cause ? detailOf(said.message) : wholeOf(said.message));
}

function problemOf(
  { message, nodes }: Said,
  [what, why, mend]: Cause,
  places: SdlPlaces,
  detail: string,
): CheckProblem {
  const pointed = places.of(nodes);
  const named = pointed.length > 0 ? pointed : places.named(message);
  // What is declared twice is wrong where it is declared the second time.
  const where = onePerAgency(/already exists|only one/.test(message) ? named.toReversed() : named);
  const agencies = [...new Set([...where.map(({ agency }) => agency), ...places.agencies(message)])];
  const [at] = places.coordinates(message);
  const filled = what
    .replaceAll('{agencies}', agencies.join(', ') || 'The agencies')
    .replaceAll('{at}', at ?? 'a part of the schema')
    .replaceAll('{detail}', sentence(detail));
  const first = where[0] ?? places.first;
  return {
    rule: 'composition-problems',
    severity: 'error',
    file: first?.file ?? '?',
    line: first?.line ?? 1,
    what: `${filled}${written(where)}`,
    why,
    mend,
  };
}

function codeOf({ extensions }: GraphQLError): string {
  const { code } = extensions;
  return typeof code === 'string' ? code : '';
}

function written(where: readonly Mention[]): string {
  const [only, ...others] = where;
  if (!only) return '';
  return others.length > 0 ? ` There: ${mentioned(where)}.` : ` The line is \`${only.text}\`.`;
}

/** What composition says, without the agency before it, its own advice, and what goes on for pages. */
function wholeOf(message: string): string {
  return (message.split('\n')[0] ?? '')
    .replace(/^\[[^\]]*\] /, '')
    .replace(/:$/, '')
    .replace(/ \((?:the|if the) field [^)]*\)/, '')
    .replaceAll(/subgraphs? ("[^"]+"(?:(?:, | and )"[^"]+")*)/g, (_, names: string) => names.replaceAll('"', ''));
}

/** The part of it that the table has not: its sentences begin with what they are about and a colon. */
function detailOf(message: string): string {
  const whole = wholeOf(message);
  // A colon within parentheses is an argument's.
  return whole.split(/: (?![^(]*\))/).at(-1) ?? whole;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
