import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element as the reader walks it. Names carry no namespace prefix; `text` is decoded and trimmed. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Why bytes are not a document that may be read. */
export type XmlRefusal =
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'TOO_DEEP'
  | 'ENCODING_NOT_SUPPORTED'
  | 'ILLEGAL_CHARACTER'
  | 'DOCTYPE_REFUSED'
  | 'ENTITY_REFUSED'
  | 'NOT_WELL_FORMED';

export type XmlOutcome =
  | { readonly kind: 'document'; readonly root: XmlElement }
  | { readonly kind: 'refused'; readonly reason: XmlRefusal; readonly place?: string };

/** The largest message read, unless the caller says otherwise: 10 MB. */
export const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;
/** The deepest nesting read; a WCO declaration nests 9 deep. */
export const MAX_DEPTH = 60;

class Refused extends Error {
  readonly reason: XmlRefusal;
  readonly place: string | undefined;

  constructor(reason: XmlRefusal, place?: string) {
    super(reason);
    this.reason = reason;
    this.place = place;
  }
}

// Every value stays the text it was; entities are decoded below, the five of XML and character references only.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
  jPath: false,
});

/** Reads the bytes of one XML document. Never throws for what the bytes hold. */
export function parseXml(bytes: Uint8Array, maxBytes: number = MAX_MESSAGE_BYTES): XmlOutcome {
  try {
    if (bytes.byteLength > maxBytes) throw new Refused('TOO_LARGE');
    const text = decoded(bytes);
    checkMarkup(text);
    const valid = XMLValidator.validate(text);
    if (valid !== true) throw new Refused('NOT_WELL_FORMED', `line ${valid.err.line}`);
    return { kind: 'document', root: rootOf(parser.parse(text) as readonly ParsedNode[]) };
  } catch (error) {
    if (error instanceof Refused) {
      return { kind: 'refused', reason: error.reason, ...(error.place !== undefined && { place: error.place }) };
    }
    // The parser's own errors quote what they met: only their kind is passed on.
    const isDepth = error instanceof Error && error.message.includes('nested tags');
    return { kind: 'refused', reason: isDepth ? 'TOO_DEEP' : 'NOT_WELL_FORMED' };
  }
}

// What XML 1.0 forbids in a document; NUL could not be stored either.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse.
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const DECLARED_ENCODING = /^\ufeff?<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;

function decoded(bytes: Uint8Array): string {
  if (bytes.byteLength === 0) throw new Refused('EMPTY');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 256)).toString('latin1');
  const declared = DECLARED_ENCODING.exec(head.replace(/^\xef\xbb\xbf/, ''))?.[1];
  if (declared !== undefined && !/^(utf-?8|us-ascii)$/i.test(declared)) throw new Refused('ENCODING_NOT_SUPPORTED');
  const text = utf8(bytes);
  const illegal = ILLEGAL.exec(text);
  if (illegal) throw new Refused('ILLEGAL_CHARACTER', lineOf(text, illegal.index));
  return text;
}

function utf8(bytes: Uint8Array): string {
  try {
    // The byte order mark is dropped by the decoder.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused('ENCODING_NOT_SUPPORTED');
  }
}

/** Comments and CDATA must end; any other declaration is a document type or a part of one. Linear in the text. */
function checkMarkup(text: string): void {
  let at = text.indexOf('<!');
  while (at !== -1) {
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : undefined;
    if (end === undefined) throw new Refused('DOCTYPE_REFUSED', lineOf(text, at));
    const closed = text.indexOf(end, at + (end === '-->' ? 4 : 9));
    if (closed === -1) throw new Refused('NOT_WELL_FORMED', lineOf(text, at));
    at = text.indexOf('<!', closed + end.length);
  }
}

function lineOf(text: string, index: number): string {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return `line ${line}`;
}

/** A node of the parser: one own key with the element's name and its children, and `:@` with its attributes. */
type ParsedNode = Readonly<Record<string, unknown>>;

function rootOf(nodes: readonly ParsedNode[]): XmlElement {
  const elements = nodes.filter((node) => !('#text' in node) && !('#cdata' in node));
  const text = nodes.some((node) => '#cdata' in node || String(node['#text'] ?? '').trim() !== '');
  const [root, second] = elements;
  if (root === undefined || second !== undefined || text) throw new Refused('NOT_WELL_FORMED');
  return elementOf(root);
}

function elementOf(node: ParsedNode): XmlElement {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const children: XmlElement[] = [];
  let text = '';
  for (const child of node[name] as readonly ParsedNode[]) {
    const plain = child['#text'];
    const section = child['#cdata'];
    if (typeof plain === 'string') text += dereferenced(plain);
    else if (section !== undefined) text += String((section as readonly ParsedNode[])[0]?.['#text'] ?? '');
    else children.push(elementOf(child));
  }
  return { name, attributes: attributesOf(node[':@']), children, text: text.trim() };
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function attributesOf(given: unknown): ReadonlyMap<string, string> {
  if (given === undefined) return NO_ATTRIBUTES;
  return new Map(Object.entries(given as Record<string, string>).map(([name, value]) => [name, dereferenced(value)]));
}

const REFERENCE = /&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&/g;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Decodes what XML itself defines. Any other entity would need a document type, and none is read. */
function dereferenced(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (_whole, hex?: string, decimal?: string, name?: string) => {
    const named = name === undefined ? undefined : NAMED.get(name);
    if (named !== undefined) return named;
    const digits = hex ?? decimal;
    if (digits === undefined) throw new Refused('ENTITY_REFUSED');
    return characterOf(Number.parseInt(digits, hex === undefined ? 10 : 16));
  });
}

function characterOf(codePoint: number): string {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint > 0x10ffff || isSurrogate) throw new Refused('ILLEGAL_CHARACTER');
  const character = String.fromCodePoint(codePoint);
  if (ILLEGAL.test(character)) throw new Refused('ILLEGAL_CHARACTER');
  return character;
}
