import type { XmlElement } from '../../../standards/xml.ts';
import { isoDateTimeOf, SpsWarnings } from '../warnings.ts';
import { type Content, type Part, spsCertificate } from './shape.ts';

/** An element as kept; what is served is written from it. */
export interface KeptElement {
  readonly name: string;
  readonly attributes: ReadonlyArray<readonly [name: string, value: string]>;
  readonly children: readonly KeptElement[];
  readonly text: string;
}

/** Attributes of the UN/CEFACT data types. */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'languageID',
  'unitCode',
  'filename',
  'mimeCode',
  'schemeID',
  'schemeName',
  'schemeAgencyID',
  'listID',
  'listName',
  'listAgencyID',
  'name',
  'format',
  'formatCode',
]);

/** The wrappers in which the unqualified data types hold a date or a flag. */
const WRAPPERS: ReadonlySet<string> = new Set(['DateTimeString', 'DateTime', 'IndicatorString', 'Indicator']);

/** Reads the content of a certificate: everything described, with one warning for each defect. */
export function readCertificate(root: XmlElement): { readonly kept: KeptElement; readonly warnings: SpsWarnings } {
  const warnings = new SpsWarnings();
  const kept = new Reader(warnings).element(root, spsCertificate, root.name);
  return { kept: kept ?? { name: root.name, attributes: [], children: [], text: '' }, warnings };
}

class Reader {
  readonly #warnings: SpsWarnings;

  constructor(warnings: SpsWarnings) {
    this.#warnings = warnings;
  }

  /** Undefined where nothing of it is kept. */
  element(element: XmlElement, part: Part, place: string): KeptElement | undefined {
    if (part.kind === 'dropped') return undefined;
    const attributes = this.#attributes(element, place);
    if (part.kind === 'group') {
      if (element.text !== '') this.#warnings.add('MISPLACED_TEXT', place);
      return { name: element.name, attributes, children: this.#children(element, part.content, place), text: '' };
    }
    if (part.kind === 'attachment') {
      const size = ['sizeBytes', String(base64Bytes(element.text))] as const;
      return { name: element.name, attributes: [...attributes, size], children: [], text: '' };
    }
    const text = this.#text(element, place);
    const value = text === '' ? '' : this.#value(text, part, place);
    // An element without text says nothing and is left out.
    return value === '' ? undefined : { name: element.name, attributes, children: [], text: value };
  }

  #children(element: XmlElement, content: Content, place: string): KeptElement[] {
    const counts = new Map<string, number>();
    const several = new Set<string>();
    for (const { name } of element.children)
      if (counts.has(name)) several.add(name);
      else counts.set(name, 0);
    return element.children.flatMap((child) => {
      const number = (counts.get(child.name) ?? 0) + 1;
      counts.set(child.name, number);
      const at = `${place}/${shortened(child.name)}${several.has(child.name) ? `[${number}]` : ''}`;
      const part = content.get(child.name);
      if (!part) this.#warnings.add('UNKNOWN_ELEMENT', at);
      else if (number > 1 && !part.many) this.#warnings.add('REPEATED_ELEMENT', at);
      else return this.element(child, part, at) ?? [];
      return [];
    });
  }

  /** Of the element itself, or of the one wrapper a data type may put around it. */
  #text(element: XmlElement, place: string): string {
    const [wrapper, ...more] = element.children;
    if (wrapper === undefined) return element.text;
    const isWrapped = WRAPPERS.has(wrapper.name) && wrapper.children.length === 0 && element.text === '';
    for (const child of isWrapped ? more : element.children) {
      this.#warnings.add('UNKNOWN_ELEMENT', `${place}/${shortened(child.name)}`);
    }
    return isWrapped ? wrapper.text : element.text;
  }

  #value(text: string, part: Part, place: string): string {
    if (part.kind === 'number') {
      if (/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text)) return text;
      this.#warnings.add('NOT_A_NUMBER', place);
      return '';
    }
    if (part.kind === 'dateTime') {
      const read = isoDateTimeOf(text);
      if (!read) this.#warnings.add('BAD_DATE_TIME', place);
      else if (!read.hasOffset) this.#warnings.add('NO_TIME_OFFSET', place);
      return read?.text ?? '';
    }
    if (part.kind === 'text' && text.length > part.max) this.#warnings.add('TOO_LONG', place);
    return text;
  }

  #attributes(element: XmlElement, place: string): Array<readonly [string, string]> {
    return [...element.attributes].flatMap(([name, value]) => {
      if (ATTRIBUTES.has(name)) return value === '' ? [] : [[name, value] as const];
      if (!isOfDocument(name, value)) this.#warnings.add('UNKNOWN_ATTRIBUTE', `${place}/@${shortened(name)}`);
      return [];
    });
  }
}

/** Declarations of namespaces and schemas: about the document, not of it. The parser takes their prefixes off. */
function isOfDocument(name: string, value: string): boolean {
  return name === 'xmlns' || name === 'schemaLocation' || /^(urn:|https?:\/\/www\.w3\.org\/)/.test(value);
}

/** How many bytes a text of base64 stands for, however it is broken into lines. */
function base64Bytes(text: string): number {
  const digits = text.replace(/[\s=]/g, '').length;
  return Math.floor((digits * 3) / 4);
}

/** Names of unknown elements come from outside: bounded. */
function shortened(name: string): string {
  return name.length > 64 ? `${name.slice(0, 64)}…` : name;
}
