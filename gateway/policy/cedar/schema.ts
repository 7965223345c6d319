import type { AttributesOrContext, SchemaJson, TypeOfAttribute } from '@cedar-policy/cedar-wasm/nodejs';
import { ACTIONS, type RecordAttributes } from '../request.ts';

/** What a policy may read of the context, other than the record. `required`: always there, so `has` is not needed. */
export const CONTEXT_ATTRIBUTES = {
  purpose: { type: 'String', required: true },
  hasCase: { type: 'Boolean', required: true },
  agreement: { type: 'String', required: false },
  agreementLevel: { type: 'String', required: false },
  to: { type: 'String', required: false },
} as const;

/** What a policy may read of the principal. */
export const PRINCIPAL_ATTRIBUTES = {
  agency: { type: 'String', required: true },
  country: { type: 'String', required: true },
  clearance: { type: 'String', required: false },
  post: { type: 'String', required: false },
} as const;

/** Types of principals. */
export const PRINCIPALS = ['Officer', 'Partner'] as const;

/** Entity types a principal is in, and those a field is in. */
export const PRINCIPAL_PARENTS = ['Role', 'Agency', 'Country'] as const;
export const RESOURCE_PARENTS = ['Group', 'Category', 'Agency'] as const;

/**
 * The Cedar schema that policies are validated against, strictly.
 *
 * Of a case, rules may know only that there is one: the context has `hasCase: Bool` and no `case`, so no policy can
 * compare its value. `record` is required, for a request that lacks it is never put to Cedar: a rule need not (and
 * may) write `context has record`. Each attribute of the record is optional, and `has` must guard it.
 */
export function schema(record: RecordAttributes): SchemaJson<string> {
  const appliesTo = { principalTypes: [...PRINCIPALS], resourceTypes: ['Field'], context: context(record) };
  const principal = { memberOfTypes: [...PRINCIPAL_PARENTS], shape: recordType(PRINCIPAL_ATTRIBUTES) };
  return {
    '': {
      entityTypes: {
        Role: { memberOfTypes: ['Role'] },
        Agency: {},
        Country: {},
        Group: {},
        Category: {},
        Field: { memberOfTypes: [...RESOURCE_PARENTS] },
        Officer: principal,
        Partner: principal,
      },
      actions: Object.fromEntries(ACTIONS.map((action) => [action, { appliesTo }])),
    },
  };
}

function context(record: RecordAttributes): AttributesOrContext<string> {
  const attributes = [...record].map(([name, type]) => [name, { ...recordAttribute(type), required: false }] as const);
  const known = recordType(CONTEXT_ATTRIBUTES);
  return {
    type: 'Record',
    attributes: {
      ...('attributes' in known ? known.attributes : {}),
      record: { type: 'Record', attributes: Object.fromEntries(attributes) },
    },
  };
}

function recordAttribute(type: 'String' | 'Long' | 'Bool' | 'StringSet'): TypeOfAttribute<string> {
  if (type === 'StringSet') return { type: 'Set', element: { type: 'String' } };
  return { type: type === 'Bool' ? 'Boolean' : type };
}

function recordType(attributes: Readonly<Record<string, TypeOfAttribute<string>>>): AttributesOrContext<string> {
  return { type: 'Record', attributes: { ...attributes } };
}
