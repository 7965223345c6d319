import { createInterface } from 'node:readline/promises';
import { agencyName } from '../../gateway/ids.ts';
import { isSourceKind, SOURCE_KINDS, type SourceKindName } from './kinds.ts';

/** What an agency is to be made of. */
export interface Wish {
  readonly name: string;
  readonly title: string;
  readonly kind: SourceKindName;
  readonly url: string;
  readonly contact: string;
}

/** What was said on the command line. */
export interface Said {
  readonly name: string | undefined;
  readonly title: string | undefined;
  readonly source: string | undefined;
  readonly url: string | undefined;
  readonly contact: string | undefined;
}

const KINDS = Object.keys(SOURCE_KINDS).join(', ');
/** Words of the tree, and of TypeScript, that no agency can be called. */
const TAKEN = new Set(
  `kit template hub national agency agencies index arguments await break case catch class const continue debugger
   default delete do else enum eval export extends false finally for function if implements import in instanceof
   interface let new null package private protected public return static super switch this throw true try typeof
   undefined var void while with yield`.split(/\s+/),
);

/**
 * What is wished, asked for at a terminal where it was not said.
 *
 * @param known names that are taken.
 * @throws Error that says what to say.
 */
export async function wishOf(said: Said, known: ReadonlySet<string>): Promise<Wish> {
  const asked = process.stdin.isTTY ? await askedFor(said) : said;
  const { name = '', source = 'http-json' } = asked;
  if (!agencyName(name) || !/^[a-z][a-z0-9]{1,30}$/.test(name) || TAKEN.has(name)) {
    throw new Error('name the agency in 2 to 31 small letters and digits: hub new-agency medicines');
  }
  if (known.has(name)) throw new Error(`"${name}" is taken: each agency of the national graph has a name of its own`);
  if (!isSourceKind(source)) throw new Error(`--source must be one of: ${KINDS}`);
  const title = asked.title ?? `${name[0]?.toUpperCase()}${name.slice(1)}`;
  // It stands in comments of TypeScript, GraphQL and Cedar, in a text of Cedar, and in a heading.
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,:;'’()&/–-]{0,99}$/u.test(title)) {
    throw new Error(
      "--title must hold no quotes and no other signs than letters, digits, blanks and . , : ; ' ( ) & / -, 100 at most",
    );
  }
  const url = asked.url ?? `http://${name}.hub.internal/graphql`;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new Error('--url must be an http(s) address');
  return { name, title, kind: source, url, contact: asked.contact ?? `desk@${name}.example` };
}

async function askedFor(said: Said): Promise<Said> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ask = async (question: string, known: string | undefined) =>
    known ?? ((await lines.question(`${question} `)).trim() || undefined);
  try {
    const name = await ask('Name of the agency in the graph (small letters and digits):', said.name);
    const title = await ask('Its name for people:', said.title);
    const kinds = Object.entries(SOURCE_KINDS).map(([kind, { title: what }]) => `  ${kind.padEnd(10)} ${what}\n`);
    const source = await ask(`What system has it?\n${kinds.join('')}Kind (http-json):`, said.source);
    return { ...said, name, title, source };
  } finally {
    lines.close();
  }
}
