import { childrenOf, SourceError, type XmlElement } from '../kit/index.ts';
import type { CertificateKey } from './keys.ts';

/** The question to the certificate service: one element for each key, in order. */
export function certificateQuery(keys: readonly CertificateKey[]): string {
  const members = keys.map(({ issuingCountry, id }) => {
    const country = issuingCountry === undefined ? '' : ` issuingCountry="${escaped(issuingCountry)}"`;
    return `<Certificate id="${escaped(id)}"${country}/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<CertificateQuery>${members.join('')}</CertificateQuery>\n`;
}

/** The members of its answer, as many as keys were asked. @throws SourceError SOURCE_INVALID */
export function certificatesIn(answer: XmlElement, length: number): readonly XmlElement[] {
  const members = childrenOf(answer, 'Certificate');
  if (answer.name !== 'CertificateAnswer' || members.length !== length) throw new SourceError('SOURCE_INVALID');
  return members;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
