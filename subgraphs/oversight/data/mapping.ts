import { computed, type Mapping } from '../../kit/index.ts';

/** Entries are kept as lines of JSON, so no column feeds a field alone; `entry.ts` says what is read of them. */
export const mapping: Mapping = {
  ...computed('Disclosure', 'decisionId', 'dateTime', 'agency', 'country', 'purpose', 'agreement', 'onBehalfOf'),
  ...computed('Disclosure', 'principal', 'caseReference', 'roles', 'operationName', 'outcome', 'refusal'),
  ...computed('Disclosure', 'legalBases', 'policies', 'policyVersion', 'systems', 'subjectCount'),
  ...computed('DisclosedField', 'coordinate', 'category', 'level', 'records'),
  ...computed('DisclosureProof', 'writer', 'sequence'),
};
