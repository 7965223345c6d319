/**
 * JSON Schemas of the service's bodies. Fastify refuses what does not fit before any code sees it; nothing is coerced
 * and nothing unknown is let through.
 */

/** Keys and records one request may hold. */
export const MAX_KEYS = 1_000;

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const pattern = (expression: string) => ({ type: 'string', pattern: expression }) as const;
const date = { type: 'string', format: 'date' } as const;
const optionalDate = { anyOf: [date, { type: 'null' }] } as const;
const country = pattern('^[A-Z]{2}$');

function record(properties: Readonly<Record<string, object>>) {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties } as const;
}

function listOf(items: object) {
  return { type: 'array', maxItems: MAX_KEYS, items } as const;
}

/** At least one of the lists, each bounded. */
function lists(properties: Readonly<Record<string, object>>) {
  return { type: 'object', additionalProperties: false, minProperties: 1, properties } as const;
}

const documentKey = {
  documentNumber: text(40),
  issuingState: pattern('^[A-Za-z]{1,3}<{0,2}$'),
  documentType: pattern('^[A-Za-z][A-Za-z<]?$'),
};
const vehicleKey = { registrationNationalityCode: pattern('^[A-Za-z]{2}$'), registrationId: text(40) };

const documents = listOf(record(documentKey));
const vehicles = listOf(record(vehicleKey));
const vins = listOf(text(17));

const alertFields = record({
  alertId: text(40),
  reasonArticle: text(8),
  actionToTake: text(200),
  isCovert: { type: 'boolean' },
  isExact: { type: 'boolean' },
  validFrom: date,
  validUntil: date,
  ownerState: country,
  subject: {
    anyOf: [
      record({ kind: { const: 'document' }, ...documentKey }),
      record({ kind: { const: 'vehicle' }, ...vehicleKey }),
      record({ kind: { const: 'person' }, name: text(120), dateOfBirth: date }),
    ],
  },
});

const information = record({
  subjectCategory: { enum: ['SUSPECT', 'CONVICTED', 'VICTIM', 'WITNESS', 'OTHER'] },
  statement: text(500),
  informationBasis: { enum: ['FACT', 'ASSESSMENT'] },
  evaluationCode: pattern('^[ABCX][1-4]$'),
});
const alert = { ...alertFields, properties: { ...alertFields.properties, information } };

const stolenLostDocument = record({
  ...documentKey,
  fraudType: { enum: ['STOLEN_BLANK', 'STOLEN', 'LOST', 'REVOKED', 'INVALID'] },
  theftCountryCode: country,
  theftDate: date,
  issueDate: optionalDate,
  expiryDate: optionalDate,
  reviewDate: date,
  nationalReference: text(40),
});

const stolenVehicle = record({
  ...vehicleKey,
  vin: pattern('^[A-HJ-NPR-Z0-9]{17}$'),
  make: text(40),
  model: text(40),
  colour: text(40),
  year: { type: 'integer', minimum: 1900, maximum: 2200 },
  theftDate: date,
  ownerCountryCode: country,
});

const officer = { agency: text(63), officer: text(255) };
const caseEntry = record({
  caseId: text(64),
  status: { enum: ['OPEN', 'CLOSED'] },
  officers: { type: 'array', maxItems: 200, items: record(officer) },
});

/** Body of POST /cases/check. */
export const CASE_CHECK_BODY = record({ cases: listOf(record({ caseId: text(64), ...officer })) });
/** Body of POST /search. */
export const SEARCH_BODY = lists({ documents, vehicles });
/** Body of POST /alerts/lookup and /stolen-lost-documents/lookup. */
export const DOCUMENT_LOOKUP_BODY = record({ documents });
/** Body of POST /stolen-vehicles/lookup. */
export const VEHICLE_LOOKUP_BODY = lists({ vehicles, vins });
/** Body of POST /feed. */
export const FEED_BODY = lists({
  alerts: listOf(alert),
  stolenLostDocuments: listOf(stolenLostDocument),
  stolenVehicles: listOf(stolenVehicle),
  cases: listOf(caseEntry),
});
