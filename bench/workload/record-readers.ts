import type { Policies } from '../../gateway/policy/sources.ts';

/** Officers who are shown declarations as partners are: by the record. */
export const RECORD_READER = 'record-reader';

/**
 * What customs and SPS let partners see under `ug-ke-customs`, let be seen by officers: word for word but for the
 * agreement.
 */
const OF_CUSTOMS = `
@id("record-readers-read-declarations")
@title("A rule of the bench.")
@basis("wto-trade-facilitation-agreement")
permit (principal in Role::"${RECORD_READER}", action == Action::"disclose", resource)
when { ["MUTUAL_ASSISTANCE", "CUSTOMS_CLEARANCE"].contains(context.purpose) &&
  resource in [Field::"Declaration.mrn", Field::"Declaration.typeCode", Field::"Declaration.acceptanceDateTime", Field::"Declaration.exitOfficeId", Field::"Declaration.goodsItemQuantity",
    Field::"Declaration.invoiceAmountBand", Field::"Declaration.customsStatus", Field::"Declaration.customsHolds", Field::"Declaration.goodsShipments"] &&
  context.record has countriesConcerned && context.record.countriesConcerned.contains(principal.country) };

@id("record-readers-read-what-belongs-to-a-declaration")
@title("A rule of the bench.")
@basis("wto-trade-facilitation-agreement")
permit (principal in Role::"${RECORD_READER}", action == Action::"disclose", resource)
when { ["MUTUAL_ASSISTANCE", "CUSTOMS_CLEARANCE"].contains(context.purpose) &&
  resource in [Field::"Query.declaration", Field::"GoodsShipment.ucr", Field::"GoodsShipment.destinationCountryCode", Field::"GoodsShipment.exportCountryId",
    Field::"Hold.agency", Field::"Hold.scope", Field::"Hold.since"] };

@id("record-readers-ask-by-reference")
@title("A rule of the bench.")
@basis("wto-trade-facilitation-agreement")
permit (principal in Role::"${RECORD_READER}", action == Action::"use", resource == Field::"Declaration.mrn")
when { ["MUTUAL_ASSISTANCE", "CUSTOMS_CLEARANCE"].contains(context.purpose) };
`;

const OF_SPS = `
@id("sps-adds-nothing-to-record-readers")
@title("A rule of the bench.")
@basis("wto-trade-facilitation-agreement")
permit (principal in Role::"${RECORD_READER}", action in [Action::"disclose", Action::"use"], resource)
when { ["MUTUAL_ASSISTANCE", "CUSTOMS_CLEARANCE"].contains(context.purpose) &&
  resource in [Field::"Declaration.mrn", Field::"Hold.agency", Field::"Hold.scope", Field::"Hold.since"] };
`;

/** The owners' rules, and those of record readers. */
export function withRecordReaders({ sources, bases }: Policies): Policies {
  const file = 'record-readers.cedar';
  const more = [
    { agency: 'customs', file, text: OF_CUSTOMS },
    { agency: 'sps', file, text: OF_SPS },
  ];
  return { sources: [...sources, ...more], bases };
}
