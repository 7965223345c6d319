import type { KeptElement } from './read.ts';

const ROOT_NAMESPACES =
  ' xmlns="urn:un:unece:uncefact:data:standard:SPSCertificate:17"' +
  ' xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:21"';

/**
 * Writes a certificate as the service gives it: the SPSCertificate 17A without bytes of attachments and without what is
 * dropped; the two classes below the root are the message's own, everything below them is of the reusable entities.
 */
export function certificateXml(root: KeptElement): string {
  return written(root, 0);
}

function written(element: KeptElement, depth: number): string {
  const name = depth < 2 ? element.name : `ram:${element.name}`;
  const attributes = element.attributes.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
  const children = element.children.map((child) => written(child, depth + 1)).join('');
  const content = children + escaped(element.text);
  const head = `<${name}${depth === 0 ? ROOT_NAMESPACES : ''}${attributes}`;
  return content === '' ? `${head}/>` : `${head}>${content}</${name}>`;
}

/** Text as XML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"'\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
