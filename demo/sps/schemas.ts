/** What the service takes, as JSON Schema. Keys of one call are bounded. */

const MAX_KEYS = 1_000;

const reference = { type: 'string', minLength: 1, maxLength: 70 } as const;
const country = { type: 'string', pattern: '^[A-Z]{2}$' } as const;
const species = { type: ['string', 'null'], minLength: 1, maxLength: 200 } as const;
const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } as const;

function list<Items extends object>(items: Items) {
  return { type: 'array', maxItems: MAX_KEYS, items } as const;
}

function object<Properties extends object>(
  properties: Properties,
  required: readonly string[] = Object.keys(properties),
) {
  return { type: 'object', additionalProperties: false, required, properties } as const;
}

export const ENTRY_DOCUMENT_BODY = object({ references: list(reference), mrns: list(reference) });
export const DECLARATION_BODY = object({ mrns: list(reference) });
export const WRITE_OFF_BODY = object({
  uses: list(
    object({
      reference,
      mrn: { type: ['string', 'null'], maxLength: 70 },
      sequenceNumeric: { type: ['integer', 'null'], minimum: 0, maximum: 2_147_483_647 },
    }),
  ),
});
export const DISEASE_EVENT_BODY = object({
  origins: list(object({ countryCode: country, species })),
  events: list(object({ eventId: reference, outbreakId: reference })),
});
export const DISEASE_EVENT_QUERY = object(
  {
    country,
    species: { type: 'string', minLength: 1, maxLength: 200 },
    since: date,
    after: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2} \\S{1,70} \\S{1,70}$' },
    limit: { type: 'string', pattern: '^([1-9]\\d?|1\\d\\d|20[01])$' },
  },
  ['country'],
);
export const ESTABLISHMENT_BODY = object({ approvalNumbers: list(reference) });
export const OFFICE_HOURS_QUERY = object({
  post: {
    anyOf: [
      { type: 'string', maxLength: 5 },
      { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 5 } },
    ],
  },
});
