import { Agent, type Dispatcher, request } from 'undici';
import { SourceError } from './errors.ts';
import { SOURCE_TIMEOUT_MS, type SourceOptions, utf8 } from './source.ts';
import { readXml, type XmlElement } from './xml.ts';

/**
 * An HTTP service of the agency, of JSON, of XML or of both. Every question throws SourceError: SOURCE_UNAVAILABLE where
 * the service cannot be reached or answers anything but 2xx (a redirect is never followed), SOURCE_TIMEOUT where the
 * whole answer is not there in time, SOURCE_INVALID where it is larger than 16 MiB, no UTF-8, or no JSON or XML.
 */
export interface HttpSource extends AsyncDisposable {
  /** Gives the JSON answer to a path with its query, unread. */
  get(path: string): Promise<unknown>;
  /** Sends `body` as JSON and gives the JSON answer, unread. */
  post(path: string, body: unknown): Promise<unknown>;
  /** Sends an XML document and gives the root of the XML answer. */
  postXml(path: string, document: string): Promise<XmlElement>;
  /** True where `GET /health` answers 2xx. */
  alive(): Promise<boolean>;
}

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
/** A connection unused for so long is closed before a service of another vendor closes it under a question. */
const KEEP_ALIVE_MS = 4_000;

type Question = Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>;

/**
 * @param url base address of the service, e.g. `http://127.0.0.1:4301`; it may stand below a path of its host.
 * @param options `timeoutMs` holds from the question to the last byte of the answer; `connections` are kept open at most,
 *   16 unless said otherwise.
 */
export function httpSource(
  url: string,
  { timeoutMs = SOURCE_TIMEOUT_MS, connections = 16 }: SourceOptions = {},
): HttpSource {
  const base = url.replace(/\/+$/, '');
  const agent = new Agent({
    connections,
    pipelining: 1,
    connect: { timeout: timeoutMs },
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  const send = (path: string, question: Question) => answerTo(`${base}${path}`, question, agent, timeoutMs);
  const post = (path: string, type: string, body: string) =>
    send(path, { method: 'POST', headers: { 'content-type': type, accept: type }, body });
  return {
    get: async (path) => jsonOf(await send(path, { method: 'GET', headers: { accept: 'application/json' } })),
    post: async (path, body) => jsonOf(await post(path, 'application/json', JSON.stringify(body))),
    postXml: async (path, document) => readXml(await post(path, 'application/xml', document)),
    alive: () =>
      send('/health', { method: 'GET' }).then(
        () => true,
        () => false,
      ),
    [Symbol.asyncDispose]: () => agent.close(),
  };
}

/** The whole answer as UTF-8, read no further than its bound, whatever length it announces. */
async function answerTo(url: string, question: Question, dispatcher: Agent, timeoutMs: number): Promise<string> {
  try {
    const { statusCode, body } = await request(url, {
      ...question,
      dispatcher,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (statusCode < 200 || statusCode > 299) {
      await body.dump({ limit: MAX_HEADER_BYTES });
      throw new SourceError('SOURCE_UNAVAILABLE', `status ${statusCode}`);
    }
    return utf8(await body.arrayBuffer());
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError(codeOf(error), error);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceError('SOURCE_INVALID', error);
  }
}

const TOO_LARGE = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
const LATE = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

function codeOf(error: unknown): SourceError['code'] {
  if (!(error instanceof Error)) return 'SOURCE_UNAVAILABLE';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === TOO_LARGE) return 'SOURCE_INVALID';
  return error.name === 'TimeoutError' || LATE.has(code) ? 'SOURCE_TIMEOUT' : 'SOURCE_UNAVAILABLE';
}
