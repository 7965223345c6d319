/** What kinds of systems an agency can be made over. */
export interface SourceKind {
  readonly title: string;
  /** The kit's function that opens it. */
  readonly source: string;
  /** Of the agency's README: where the system is and what is asked of it. */
  readonly about: string;
  /** What is said beside it where the agency has a folder of its own. */
  readonly sample: string;
  /** What to give `--source` of hub dev, or HUB_SOURCE_URL. */
  readonly example: string;
}

export const SOURCE_KINDS = {
  csv: {
    title: 'a CSV file that the system writes now and then',
    source: 'csvSource',
    about: 'Over a register that is handed out as a CSV file.',
    sample: ' `register.csv` is a sample of it.',
    example: 'register.csv',
  },
  postgres: {
    title: 'a PostgreSQL table',
    source: 'postgresSource',
    about: 'Over a table of a PostgreSQL database, read by number.',
    sample: '',
    example: 'postgres://reader@127.0.0.1/register',
  },
  'http-json': {
    title: 'an HTTP service that answers JSON',
    source: 'httpSource',
    about:
      'Over an HTTP service: `POST /records/query` with `{"numbers": […]}` answers `{"records": […]}` in their order.',
    sample: '',
    example: 'http://127.0.0.1:8080',
  },
  'http-xml': {
    title: 'an HTTP service that answers XML',
    source: 'httpSource',
    about: 'Over an HTTP service: `POST /records/query` with `<Query><Number>…` answers `<Records><Record>…`.',
    sample: '',
    example: 'http://127.0.0.1:8080',
  },
} as const satisfies Readonly<Record<string, SourceKind>>;

export type SourceKindName = keyof typeof SOURCE_KINDS;

export function isSourceKind(name: string | undefined): name is SourceKindName {
  return name !== undefined && Object.hasOwn(SOURCE_KINDS, name);
}
