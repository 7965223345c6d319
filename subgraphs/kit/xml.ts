import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { SourceError } from './errors.ts';

/** An element of a system's XML answer. Names carry no namespace prefix; `text` is decoded and trimmed. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** The deepest nesting read. */
const MAX_DEPTH = 60;

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

/**
 * Reads a system's XML answer, which the source has bounded in size. A document type is refused, so no entity is ever
 * declared.
 *
 * @throws SourceError SOURCE_INVALID where it is not one well-formed document.
 */
export function readXml(text: string): XmlElement {
  try {
    if (hasDocumentType(text) || XMLValidator.validate(text) !== true) throw new SourceError('SOURCE_INVALID');
    return rootOf(parser.parse(text) as readonly ParsedNode[]);
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError('SOURCE_INVALID', error);
  }
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** All children of that name, in document order. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** True for any declaration that is neither a comment nor a CDATA section. Linear in the text. */
function hasDocumentType(text: string): boolean {
  let at = text.indexOf('<!');
  while (at !== -1) {
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : undefined;
    const closed = end === undefined ? -1 : text.indexOf(end, at + 4);
    if (end === undefined || closed === -1) return true;
    at = text.indexOf('<!', closed + end.length);
  }
  return false;
}

/** A node of the parser: one own key with the element's name and its children, and `:@` with its attributes. */
type ParsedNode = Readonly<Record<string, unknown>>;

function rootOf(nodes: readonly ParsedNode[]): XmlElement {
  const [root, second] = nodes.filter((node) => !('#text' in node) && !('#cdata' in node));
  if (root === undefined || second !== undefined) throw new SourceError('SOURCE_INVALID');
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

/** Decodes what XML itself defines; anything else would need a document type. */
function dereferenced(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (_whole, hex?: string, decimal?: string, name?: string) => {
    const named = name === undefined ? undefined : NAMED.get(name);
    if (named !== undefined) return named;
    const digits = hex ?? decimal;
    const codePoint = Number.parseInt(digits ?? '', hex === undefined ? 10 : 16);
    const isCharacter = codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff);
    if (!isCharacter) throw new SourceError('SOURCE_INVALID');
    return String.fromCodePoint(codePoint);
  });
}
