import { citedReference, entryDocumentReference } from '../references.ts';
import { ENVELOPE, ENVELOPE_KNOWN } from './notification-shape.ts';
import { integerAt, type Kept, kilogramsAt, listAt, textAt } from './read.ts';
import { dateTime, list, number, object, text } from './shape.ts';

/** A customs declaration as customs tells SPS of it: what it cites for each item, the checks, and what SPS decided. */
export const customsDeclaration = object(
  {
    ...ENVELOPE,
    resource: object(
      {
        Id: text(70),
        Updated: dateTime,
        ClearanceRequest: object(
          {
            messageSentAt: dateTime,
            commodities: list(
              object(
                {
                  itemNumber: number,
                  netMass: number,
                  documents: list(
                    object(
                      { documentCode: text(6), documentReference: text(70), documentQuantity: number },
                      'documentStatus documentControl',
                    ),
                  ),
                  checks: list(object({ checkCode: text(6), departmentCode: text(35) })),
                },
                `customsProcedureCode taricCommodityCode goodsDescription consigneeId consigneeName supplementaryUnits
                 thirdQuantity originCountryCode`,
              ),
            ),
          },
          `externalCorrelationId externalVersion previousExternalVersion declarationUcr declarationPartNumber
           declarationType arrivesAt submitterTurn declarantId declarantName dispatchCountryCode goodsLocationCode
           masterUcr`,
        ),
        ClearanceDecision: object(
          {
            items: list(
              object({
                itemNumber: number,
                checks: list(
                  object(
                    { checkCode: text(6), decisionCode: text(6) },
                    'decisionsValidUntil decisionReasons decisionInternalFurtherDetail',
                  ),
                ),
              }),
            ),
            results: list(
              object(
                {
                  itemNumber: number,
                  importPreNotification: text(70),
                  documentReference: text(70),
                  documentCode: text(6),
                  checkCode: text(6),
                  decisionCode: text(6),
                  internalDecisionCode: text(6),
                },
                'decisionReason',
              ),
            ),
          },
          'correlationId created externalVersionNumber decisionNumber sourceVersion',
        ),
      },
      'ImportPreNotificationIdentifiers ETag Created Finalisation ExternalErrors',
    ),
  },
  ENVELOPE_KNOWN,
);

/** What a declaration uses up of a document's mass. */
export interface WriteOff {
  readonly sequenceNumeric: number;
  /** In the form references are compared. */
  readonly reference: string;
  /** Kilogram. */
  readonly netMass: string;
}

/** What the message says. */
export interface DeclarationRecord {
  /** Per item: what was asked and what was decided, in the form the service answers. */
  readonly checks: readonly object[];
  /** Entry documents it cites, in the form references are compared. */
  readonly entryDocuments: readonly string[];
  readonly writeOffs: readonly WriteOff[];
}

/** What a customs declaration's message says; the reader has described its properties. */
export function declarationRecord(resource: Kept | undefined): DeclarationRecord {
  const items = listAt(resource, 'ClearanceRequest', 'commodities');
  const results = listAt(resource, 'ClearanceDecision', 'results');
  const cited = [
    ...items.flatMap((item) => listAt(item, 'documents').flatMap((each) => textAt(each, 'documentReference') ?? [])),
    ...results.flatMap((each) => textAt(each, 'importPreNotification') ?? []),
  ];
  const entryDocuments = cited.flatMap((reference) => entryDocumentReference(reference)?.lookup ?? []);
  return {
    checks: checksOf(resource),
    entryDocuments: [...new Set(entryDocuments)],
    writeOffs: items.flatMap(writeOffsOf),
  };
}

/** The quantity stated for the document, else the item's net mass; one document counts once for an item. */
function writeOffsOf(item: Kept): WriteOff[] {
  const sequenceNumeric = integerAt(item, 'itemNumber');
  if (sequenceNumeric === null) return [];
  const uses = new Map<string, WriteOff>();
  for (const document of listAt(item, 'documents')) {
    const cited = textAt(document, 'documentReference');
    const netMass = kilogramsAt(document, 'documentQuantity') ?? kilogramsAt(item, 'netMass');
    if (cited === null || netMass === null) continue;
    const reference = citedReference(cited);
    uses.set(reference, { sequenceNumeric, reference, netMass });
  }
  return [...uses.values()];
}

/** Checks that customs asked for, with the results where SPS has decided; results of checks nobody asked for too. */
function checksOf(resource: Kept | undefined): object[] {
  const results = listAt(resource, 'ClearanceDecision', 'results').map(resultOf);
  const isDecided = (item: number | null, code: string | null) =>
    results.some((each) => each.sequenceNumeric === item && each.checkCode === code);
  const departments = new Map<string, string | null>();
  const asked = listAt(resource, 'ClearanceRequest', 'commodities').flatMap((item) => {
    const sequenceNumeric = integerAt(item, 'itemNumber');
    return listAt(item, 'checks').map((check) => {
      const checkCode = textAt(check, 'checkCode');
      departments.set(`${sequenceNumeric} ${checkCode}`, textAt(check, 'departmentCode'));
      return { ...UNDECIDED, sequenceNumeric, checkCode, departmentCode: textAt(check, 'departmentCode') };
    });
  });
  const open = asked.filter(({ sequenceNumeric, checkCode }) => !isDecided(sequenceNumeric, checkCode));
  const decided = results.map((each) => ({
    ...each,
    departmentCode: departments.get(`${each.sequenceNumeric} ${each.checkCode}`) ?? null,
  }));
  return [...decided, ...open].slice(0, 200);
}

const UNDECIDED = { decisionCode: null, internalDecisionCode: null, documentCode: null, documentId: null } as const;

function resultOf(result: Kept) {
  return {
    sequenceNumeric: integerAt(result, 'itemNumber'),
    checkCode: textAt(result, 'checkCode'),
    decisionCode: textAt(result, 'decisionCode'),
    internalDecisionCode: textAt(result, 'internalDecisionCode'),
    documentCode: textAt(result, 'documentCode'),
    documentId: textAt(result, 'documentReference'),
  };
}
