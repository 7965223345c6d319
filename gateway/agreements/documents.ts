import { hash } from 'node:crypto';
import { isObject } from '../json.ts';

/** An operation that was approved for an agreement. */
export interface ApprovedDocument {
  /** SHA-256 of its text, lower-case hexadecimal: what a partner sends as `documentId`. */
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly purposes: ReadonlySet<string>;
  /** Taken back, and told so. */
  readonly isWithdrawn: boolean;
}

/** One entry of approvals.json: `{ id, file, purposes, approvedBy, approvedOn, withdrawnOn }`. */
export interface Approval {
  readonly id: string;
  /** Name of the file beside it: `declaration.graphql`. */
  readonly file: string;
  readonly purposes: readonly string[];
  /** Who approved it, by office. */
  readonly approvedBy: string;
  /** ISO 8601, a day. */
  readonly approvedOn: string;
  readonly withdrawnOn?: string | undefined;
}

const ID = /^[0-9a-f]{64}$/;
const FILE = /^[a-z0-9][a-z0-9-]{0,62}\.graphql$/;
const PURPOSE = /^[A-Z][A-Z0-9_]{0,63}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function documentId(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Reads approvals.json. @throws Error naming the entry by its place. */
export function approvalsOf(json: unknown): readonly Approval[] {
  if (!Array.isArray(json)) throw new Error('must be a list of approvals');
  const approvals = json.map((entry, at) => approvalOf(entry, at + 1));
  const twice = approvals.find(({ id }, at) => approvals.findIndex((each) => each.id === id) !== at);
  if (twice) throw new Error(`${twice.file}: is approved twice`);
  return approvals;
}

function approvalOf(entry: unknown, at: number): Approval {
  if (!isObject(entry)) throw new Error(`entry ${at}: must be an object`);
  const { id, file, purposes, approvedBy, approvedOn, withdrawnOn } = entry;
  const isDay = (value: unknown): value is string => typeof value === 'string' && DAY.test(value);
  const isPurpose = (value: unknown): value is string => typeof value === 'string' && PURPOSE.test(value);
  if (typeof id !== 'string' || !ID.test(id)) throw new Error(`entry ${at}: "id" must be the SHA-256 of the text`);
  if (typeof file !== 'string' || !FILE.test(file)) throw new Error(`entry ${at}: "file" must name a .graphql file`);
  if (!Array.isArray(purposes) || purposes.length === 0 || !purposes.every(isPurpose)) {
    throw new Error(`entry ${at}: "purposes" must list one or more`);
  }
  if (typeof approvedBy !== 'string' || approvedBy === '' || !isDay(approvedOn)) {
    throw new Error(`entry ${at}: "approvedBy" and "approvedOn" must say who and on which day`);
  }
  if (withdrawnOn !== undefined && !isDay(withdrawnOn)) throw new Error(`entry ${at}: "withdrawnOn" must be a day`);
  return { id, file, purposes, approvedBy, approvedOn, withdrawnOn };
}

/** @throws Error where the text is not the one that was approved. */
export function approvedDocument({ id, file, purposes, withdrawnOn }: Approval, text: string): ApprovedDocument {
  if (documentId(text) !== id) throw new Error(`${file}: was changed after it was approved; approve it anew`);
  const name = file.slice(0, -'.graphql'.length);
  return { id, name, text, purposes: new Set(purposes), isWithdrawn: withdrawnOn !== undefined };
}
