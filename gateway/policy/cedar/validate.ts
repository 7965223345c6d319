import { type DetailedError, validate } from '@cedar-policy/cedar-wasm/nodejs';
import type { RecordAttributes } from '../request.ts';
import type { Problem } from './problem.ts';
import { schema } from './schema.ts';
import { attributeMend } from './subset.ts';
import { lineOfByte } from './text.ts';

interface Source {
  readonly agency: string;
  readonly file: string;
  readonly text: string;
}

/** Cedar's strict validation of a file. A policy that can never apply is a mistake as well: a forbid would not forbid. */
export function validated(source: Source, record: RecordAttributes): readonly Problem[] {
  const answer = validate({
    schema: schema(record),
    policies: { staticPolicies: source.text },
    validationSettings: { mode: 'strict' },
  });
  if (answer.type === 'failure') return problems(source, answer.errors);
  // Warnings say that a policy, or a part of it, has no effect. After errors they are only their echo.
  const given = answer.validationErrors.length > 0 ? answer.validationErrors : answer.validationWarnings;
  return problems(
    source,
    given.map(({ error }) => error),
  );
}

/** Cedar says the same once for each action a policy covers, in no order: told once, by line. */
function problems(source: Source, errors: readonly DetailedError[]): readonly Problem[] {
  const { agency, file, text } = source;
  const all = errors.map((error): Problem => {
    const line = lineOfByte(text, error.sourceLocations?.[0]?.start ?? 0);
    return { agency, file, line, what: `${plain(error.message)}.`, mend: mend(error) };
  });
  return [...new Map(all.map((problem) => [JSON.stringify(problem), problem])).values()].sort(
    (left, right) => left.line - right.line || (left.what < right.what ? -1 : 1),
  );
}

function mend({ message, help }: DetailedError): string {
  const missing = /attribute `(?:context\.)?([^`]*)`/.exec(message)?.[1];
  if (help !== null) return `${plain(help)}${/[.?]$/.test(help) ? '' : '.'}`;
  if (missing !== undefined) return attributeMend(missing);
  if (message.includes('impossible')) return 'Make it hold for some request, or delete it.';
  return 'Write what the schema allows; hub check prints what rules may read.';
}

/** Without the names that Cedar numbers policies by, and the action it happened to look at. */
function plain(message: string): string {
  const text = message.replace(/^for policy `[^`]*`, /i, '').replace(/ in context for Action::"[^"]*"/, '');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
