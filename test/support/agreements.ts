import { readFileSync } from 'node:fs';
import { type Agreement, agreementOf } from '../../gateway/agreements/agreement.ts';
import { type ApprovedDocument, documentId } from '../../gateway/agreements/documents.ts';

const NATIONAL = new URL('../../schema/agreements/ug-ke-customs.json', import.meta.url);

/** A whole agreement as it is written, for the tests to change. */
export function agreementFile(more: object = {}): Record<string, unknown> {
  return { ...JSON.parse(readFileSync(NATIONAL, 'utf8')), ...more };
}

/** An agreement of the tests' graphs, in force, for `partner-ke` of Kenya. */
export function agreementWith(more: object): Agreement {
  return agreementOf(
    agreementFile({
      id: 'ports',
      purposes: ['RISK_ASSESSMENT'],
      quotas: [{ purpose: 'RISK_ASSESSMENT', period: 'PT1H', dataSubjects: 1_000, lookups: 1_000 }],
      rowScope: { records: 'Ships that call at its ports.', policies: ['ports'] },
      ...{ start: '2020-01-01', review: '2030-01-01', end: '2090-12-31' },
      ...more,
    }),
  );
}

export function approved(text: string, more: Partial<ApprovedDocument> = {}): ApprovedDocument {
  return {
    id: documentId(text),
    name: 'operation',
    text,
    purposes: new Set(['RISK_ASSESSMENT']),
    isWithdrawn: false,
    ...more,
  };
}

/** The claims of a partner country's system. */
export const partner = (client: string, country: string, more: object = {}) => ({
  ...{ sub: client, country, roles: ['partner'], purposes: ['RISK_ASSESSMENT', 'BORDER_CHECK'] },
  ...more,
});
