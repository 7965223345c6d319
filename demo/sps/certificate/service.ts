import { parseXml } from '../../../standards/xml.ts';
import type { CertificateAnswer, CertificateQuestion } from '../queries.ts';
import { escaped } from './write.ts';

/** Certificates of one question. */
const MAX_CERTIFICATES = 1_000;
/** An answer holds no more: documents beyond it are answered as too large, each for itself. */
const MAX_ANSWER_BYTES = 12 * 1024 * 1024;

/** Reads `<CertificateQuery><Certificate id="…" issuingCountry="…"/>…</CertificateQuery>`; undefined where it is none. */
export function certificateQuestions(body: Uint8Array): readonly CertificateQuestion[] | undefined {
  const parsed = parseXml(body);
  if (parsed.kind === 'refused' || parsed.root.name !== 'CertificateQuery') return undefined;
  const { children } = parsed.root;
  if (children.length > MAX_CERTIFICATES) return undefined;
  const questions = children.flatMap(({ name, attributes }) => {
    const id = attributes.get('id') ?? '';
    const issuingCountry = attributes.get('issuingCountry');
    const isQuestion = name === 'Certificate' && id.length >= 1 && id.length <= 70;
    return isQuestion && /^[A-Z]{2}$/.test(issuingCountry ?? 'AA') ? [{ id, issuingCountry }] : [];
  });
  return questions.length === children.length ? questions : undefined;
}

/** The answer: one element for each question, in order, with the certificate in it where there is one. */
export function certificateAnswer(answers: readonly CertificateAnswer[]): string {
  let bytes = 0;
  const members = answers.map((answer) => {
    if (answer.state !== 'FOUND') return `<Certificate state="${answer.state}"/>`;
    const { issuingCountry, replacedBy, document } = answer;
    bytes += Buffer.byteLength(document);
    if (bytes > MAX_ANSWER_BYTES) return '<Certificate state="TOO_LARGE"/>';
    const replaced = replacedBy === undefined ? '' : ` replacedBy="${escaped(replacedBy)}"`;
    return `<Certificate state="FOUND" issuingCountry="${escaped(issuingCountry)}"${replaced}>${document}</Certificate>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<CertificateAnswer>${members.join('')}</CertificateAnswer>\n`;
}
