import { type DocumentNode, parse, Source } from 'graphql';
import { fetch, type Response } from 'undici';
import { boundedText } from '../bounded-text.ts';
import type { CheckPart } from './input.ts';
import { lies } from './live-sdl.ts';
import { type CheckProblem, type Place, placeOf } from './problem.ts';

/** An agency whose address is asked, with the SDL it was joined by. */
export type LiveAgency = Pick<CheckPart, 'name' | 'document' | 'url' | 'isKit'>;

/** For all that is asked of one agency, milliseconds. */
const TIMEOUT_MS = 3_000;
const MOST_BYTES = 2 * 1024 * 1024;

/** How it went: its answer, or why there is none. */
type Answer =
  | { readonly kind: 'data'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly what: string; readonly mend: string };

/** Asks each agency's address whether it answers, and whether what runs there is what its SDL says. */
export async function liveProblems(agencies: readonly LiveAgency[]): Promise<readonly CheckProblem[]> {
  return (await Promise.all(agencies.map(problemsOf))).flat();
}

async function problemsOf(agency: LiveAgency): Promise<readonly CheckProblem[]> {
  const [first] = agency.document.definitions;
  const place: Place = first ? placeOf(first) : { file: '?', line: 1 };
  const [told, isOpen] = await Promise.all([schemaProblems(agency, place), isAnswered(agency)]);
  return isOpen ? [opened(agency, place), ...told] : told;
}

/** Whether an agency that is said to ask for grants answers who has none. */
async function isAnswered({ url = '', isKit }: LiveAgency): Promise<boolean> {
  if (isKit !== true) return false;
  const answer = await asked(url, '{ __typename }');
  return answer.kind === 'data' && typeof answer.data['__typename'] === 'string';
}

function opened({ name, url }: LiveAgency, place: Place): CheckProblem {
  return {
    ...{ rule: 'open-door', severity: 'error', ...place },
    what: `${name}: ${shown(url)} is said to ask for a grant ("door": "grants"), and answers who has none.`,
    why: 'Whoever reaches it is given every record, past all rules.',
    mend: 'Give its subgraph the keys by which it knows the hub (HUB_GRANT_KEYS_FILE); one without the kit says "door": "network".',
  };
}

async function schemaProblems(agency: LiveAgency, place: Place): Promise<readonly CheckProblem[]> {
  const { name, document, url = '' } = agency;
  const answer = await asked(url, '{ _service { sdl } }');
  if (answer.kind === 'unreachable') {
    return [
      {
        ...{ rule: 'agency-unreachable', severity: 'error', ...place },
        what: `${name}: ${shown(url)} ${answer.what}.`,
        why: 'The hub would answer each of its fields with null and SUBGRAPH_UNAVAILABLE.',
        mend: answer.mend,
      },
    ];
  }
  const sdl = answer.kind === 'data' ? sdlIn(answer.data) : undefined;
  if (sdl === undefined) return [unsaid(agency, place)];
  const running = parsed(sdl);
  if (!running) return [unreadable(agency, place)];
  return lies({ name, document }, running);
}

/** Where _service is off, as the kit has it outside development, nothing can be compared. */
function unsaid({ name, url, isKit }: LiveAgency, place: Place): CheckProblem {
  return {
    ...{ rule: 'sdl-not-compared', severity: 'note', ...place },
    what: `${name}: ${shown(url)} answers, and does not say its schema (_service).`,
    why: 'Whether what runs there is what the SDL says is not known.',
    mend:
      isKit === false
        ? 'Let it answer _service to the machine that checks, or compare the SDL where it is built.'
        : 'Nothing: agencies made with the kit keep _service shut and are tested with their own SDL.',
  };
}

function unreadable({ name, url }: LiveAgency, place: Place): CheckProblem {
  return {
    ...{ rule: 'sdl-lies', severity: 'error', ...place },
    what: `${name}: what ${shown(url)} says its schema is cannot be read as SDL.`,
    why: 'Nobody could tell whether it has what the hub will ask it for.',
    mend: 'Let _service { sdl } answer with the SDL that the subgraph is built of.',
  };
}

async function asked(url: string, query: string): Promise<Answer> {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    return { kind: 'unreachable', what: 'is no address', mend: 'Write its address as http://… or https://….' };
  }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query }),
      // An address that sends the hub elsewhere is not the one that was approved.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return await answerOf(response);
  } catch (error) {
    return { kind: 'unreachable', ...reasonOf(error) };
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const { status } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return {
      ...{ kind: 'unreachable', what: `sends whoever asks elsewhere (HTTP ${status})` },
      mend: 'Write the address it sends to, if it is the agency’s own: the hub follows no redirect.',
    };
  }
  const text = await boundedText(response.body, MOST_BYTES);
  if (text === undefined) {
    return {
      ...{ kind: 'unreachable', what: `answers more than ${MOST_BYTES / 1024 / 1024} MB to a question for its schema` },
      mend: 'Look whether the address is that of the subgraph.',
    };
  }
  const data = dataIn(text);
  if (data) return { kind: 'data', data };
  // A server that says no in GraphQL or by status is there; one that serves pages is not the subgraph.
  if (isJson(text) || status === 401 || status === 403) return { kind: 'refused', status };
  return {
    ...{ kind: 'unreachable', what: `answers with something that is no GraphQL (HTTP ${status})` },
    mend: 'Look whether the path of the address is right, such as /graphql, and whether a proxy answers in its place.',
  };
}

const REASONS: Readonly<Record<string, readonly [what: string, mend: string]>> = {
  ECONNREFUSED: [
    'lets nobody connect',
    'Start the subgraph, and look at its port: curl the address from this machine.',
  ],
  ENOTFOUND: [
    'has a name that nobody knows here',
    'Look at the spelling, or ask from a machine in the network where the name is known.',
  ],
  EAI_AGAIN: ['has a name that could not be looked up', 'Look at the name server of this machine, and try again.'],
  ECONNRESET: [
    'ends the connection without an answer',
    'Look at the subgraph’s own log; it may want TLS (https://) or a client certificate.',
  ],
  TIMEOUT: [
    `does not answer within ${TIMEOUT_MS / 1_000} seconds`,
    'Look whether a firewall drops what this machine sends, and whether the subgraph’s own system answers.',
  ],
  TLS: [
    'has no certificate that this machine trusts',
    'Give this machine the authority that signed it (NODE_EXTRA_CA_CERTS).',
  ],
};
const OTHERWISE = ['cannot be asked', 'Look at the address, and curl it from this machine.'] as const;

/** By its code alone: the text of an error may hold the address with all that is in it. */
function reasonOf(error: unknown): { readonly what: string; readonly mend: string } {
  const [what, mend] = REASONS[codeOf(error)] ?? OTHERWISE;
  return { what, mend };
}

function codeOf(error: unknown): string {
  if (textIn(error, 'name') === 'TimeoutError') return 'TIMEOUT';
  const code = textIn(
    typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined,
    'code',
  );
  if (/CERT|SELF_SIGNED|SSL|TLS/.test(code)) return 'TLS';
  if (code === 'UND_ERR_SOCKET' || code === 'EPIPE') return 'ECONNRESET';
  return code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT' ? 'TIMEOUT' : code;
}

function textIn(value: unknown, member: 'name' | 'code'): string {
  const text = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[member] : '';
  return typeof text === 'string' ? text : '';
}

/** Without user, password and query, which may be secrets. */
function shown(url = ''): string {
  if (!URL.canParse(url)) return 'its address';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  const json = jsonIn(text);
  return typeof json === 'object' && json !== null;
}

function dataIn(text: string): Readonly<Record<string, unknown>> | undefined {
  const json = jsonIn(text);
  const data = typeof json === 'object' && json !== null && 'data' in json ? json.data : undefined;
  return typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : undefined;
}

function sdlIn({ _service: service }: Readonly<Record<string, unknown>>): string | undefined {
  const sdl = typeof service === 'object' && service !== null && 'sdl' in service ? service.sdl : undefined;
  return typeof sdl === 'string' ? sdl : undefined;
}

function parsed(sdl: string): DocumentNode | undefined {
  try {
    return parse(new Source(sdl, 'running'), { noLocation: true, maxTokens: 200_000 });
  } catch {
    return undefined;
  }
}
