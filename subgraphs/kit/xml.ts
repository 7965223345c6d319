import { parseXml, type XmlElement } from '../../standards/xml.ts';
import { SourceError } from './errors.ts';

export type { XmlElement };

/**
 * Reads a system's XML answer, which the source has bounded in size. A document type is refused, so no entity is ever
 * declared.
 *
 * @throws SourceError SOURCE_INVALID where it is not one well-formed document.
 */
export function readXml(text: string): XmlElement {
  const bytes = Buffer.from(text);
  const outcome = parseXml(bytes, bytes.byteLength);
  if (outcome.kind === 'refused') throw new SourceError('SOURCE_INVALID', outcome.reason);
  return outcome.root;
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** All children of that name, in document order. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}
