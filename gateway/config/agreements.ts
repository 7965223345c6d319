import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Agreement, agreementOf } from '../agreements/agreement.ts';
import { type ApprovedDocument, approvalsOf, approvedDocument } from '../agreements/documents.ts';
import { wholeText } from './file.ts';

/** A file of an agreement or of its operations, bytes. */
const MOST_BYTES = 1024 * 1024;

/** Where agreements and the operations approved for them are: `AGREEMENTS/*.json`, `OPERATIONS/AGREEMENT/approvals.json`. */
export type AgreementSources =
  | { readonly kind: 'folders'; readonly agreements: string; readonly operations: string }
  | { readonly kind: 'given'; readonly agreements: readonly AgreementContract[] };

/** An agreement with the operations approved for it. */
export interface AgreementContract {
  readonly agreement: Agreement;
  readonly documents: readonly ApprovedDocument[];
}

/**
 * Reads the agreements, by their ids; a folder that is not there has none.
 *
 * @throws Error that names the file: a contract of which one agreement cannot be read is not served.
 */
export function readAgreements(from: AgreementSources): readonly AgreementContract[] {
  if (from.kind === 'given') return from.agreements;
  if (!existsSync(from.agreements)) return [];
  const known = new Set<string>();
  return readdirSync(from.agreements)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const path = join(from.agreements, name);
      const agreement = told(path, () => agreementOf(JSON.parse(wholeText(path, MOST_BYTES))));
      if (known.has(agreement.id)) throw new Error(`${path}: its id is taken`);
      known.add(agreement.id);
      return { agreement, documents: readDocuments(join(from.operations, agreement.id)) };
    });
}

/** @throws Error that names the file. */
export function readDocuments(folder: string): readonly ApprovedDocument[] {
  const path = join(folder, 'approvals.json');
  if (!existsSync(path)) return [];
  return told(path, () =>
    approvalsOf(JSON.parse(wholeText(path, MOST_BYTES))).map((approval) =>
      approvedDocument(approval, wholeText(join(folder, approval.file), MOST_BYTES)),
    ),
  );
}

/** The library's own text would quote what it could not read. */
function told<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new Error(`${path}: ${error instanceof SyntaxError ? 'is not JSON' : (error as Error).message}`);
  }
}
