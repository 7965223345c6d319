import type DataLoader from 'dataloader';
import { grouped, keyedLoader, MAX_LIST, type PostgresSource } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';
import type {
  BorderTransportMeansRow,
  ConsignmentRow,
  GoodsShipmentRow,
  Node,
  PartyRow,
  TransportEquipmentRow,
} from './rows.ts';
import { amount, fields, measure, object } from './select.ts';

/** The rows of a class below one row, in document order. */
export type Below<Row> = DataLoader<Node, readonly Row[], string>;

const NODE = 'message_id as "messageId", node';

const VEHICLE = object('vehicle', {
  registrationNationalityCode: 'left(registration, 2)',
  registrationId: 'substr(registration, 4)',
});

/** A document cited. Its code is made of both parts or not at all: half a code names another document. */
export const ADDITIONAL_DOCUMENT: readonly string[] = [
  'category_code || type_code as "documentCode"',
  fields('id', 'category_code', 'type_code', 'lpco_exemption_code', 'name', 'effective_date_time'),
  measure('write_off_quantity'),
  amount('write_off_amount'),
];

const CONSIGNMENT = [
  NODE,
  fields('container_code', 'freight_payment_method_code', 'loading_location_id', 'goods_location_id'),
  fields('goods_location_name', 'goods_location_type_code', 'goods_location_address_type_code'),
  fields('goods_location_country_code', 'goods_location_city_name', 'goods_location_line'),
  fields('goods_location_postcode_id'),
  transportMeans('arrival_transport_means'),
  transportMeans('departure_transport_means'),
];

/** Reads a class by the row above it: its table and what is read of it. */
type ReadBelow = <Row>(table: string, ...select: readonly string[]) => Below<Row>;

/** Loaders of everything that hangs below a declaration or a notification: one statement per class and request. */
export function partLoaders(source: PostgresSource) {
  const below: ReadBelow = (table, ...select) => belowLoader(source, table, select);
  return { ...declarationParts(below), ...transportParts(below), ...itemParts(below) };
}

export type PartLoaders = ReturnType<typeof partLoaders>;

/** What hangs below a declaration or a notification itself. */
function declarationParts(below: ReadBelow) {
  return {
    parties: below<PartyRow>(
      'party',
      fields('role', 'id', 'name', 'function_code'),
      object('address', {
        line: 'address_line',
        cityName: 'address_city_name',
        countryCode: 'address_country_code',
        postcodeId: 'address_postcode_id',
      }),
    ),
    authorisationHolders: below<graph.AuthorisationHolder>('authorisation_holder', fields('id', 'category_code')),
    additionalDocuments: below<graph.AdditionalDocument>('additional_document', ...ADDITIONAL_DOCUMENT),
    additionalInformation: below<graph.AdditionalInformation>(
      'additional_information',
      fields('statement_code', 'statement_type_code', 'statement_description', 'limit_date_time'),
    ),
    obligationGuarantees: below<graph.ObligationGuarantee>(
      'obligation_guarantee',
      fields('id', 'reference_id', 'security_details_code'),
      amount('amount'),
    ),
    goodsShipments: below<GoodsShipmentRow>(
      'goods_shipment',
      NODE,
      fields('transaction_nature_code', 'ucr', 'trader_assigned_reference_id', 'destination_country_code'),
      fields('export_country_id', 'exit_date_time', 'trade_terms_condition_code', 'trade_terms_location_id'),
    ),
    previousDocuments: below<graph.PreviousDocument>(
      'previous_document',
      fields('id', 'category_code', 'type_code', 'line_numeric'),
    ),
  };
}

/** How the goods are carried, and by whom. */
function transportParts(below: ReadBelow) {
  return {
    borderTransportMeans: below<BorderTransportMeansRow>(
      'border_transport_means',
      NODE,
      fields('id', 'name', 'identification_type_code', 'type_code', 'registration_nationality_code', 'mode_code'),
      fields('arrival_date_time', 'arrival_location_id'),
      VEHICLE,
    ),
    crewMembers: below<graph.CrewMember>(
      'crew_member',
      fields('function_code'),
      object(
        'identity_document',
        {
          documentNumber: 'document_number',
          issuingState: 'identity_document_issuing_country_code',
          documentType: 'identity_document_type_code',
        },
        'document_number',
      ),
    ),
    consignments: below<ConsignmentRow>('consignment', ...CONSIGNMENT),
    itineraries: below<graph.Itinerary>('itinerary', fields('sequence_numeric', 'routing_country_code')),
    transportEquipment: below<TransportEquipmentRow>(
      'transport_equipment',
      NODE,
      fields('id', 'sequence_numeric', 'characteristic_code', 'fullness_code', 'registration_nationality_code'),
      VEHICLE,
    ),
    seals: below<graph.Seal>('seal', fields('sequence_numeric', 'id')),
  };
}

/** What hangs below a goods item. */
function itemParts(below: ReadBelow) {
  return {
    classifications: below<graph.Classification>('classification', fields('id', 'identification_type_code')),
    dutyTaxFees: below<graph.DutyTaxFee>(
      'duty_tax_fee',
      fields('type_code', 'duty_regime_code', 'quota_order_id', 'payment_method_code'),
      amount('payment_amount'),
    ),
    dangerousGoods: below<{ readonly undgid: string | null }>('dangerous_goods', fields('undgid')),
    chargeDeductions: below<graph.ChargeDeduction>(
      'charge_deduction',
      fields('charges_type_code'),
      amount('other_charge_deduction_amount'),
    ),
    valuationAdjustments: below<{ readonly additionCode: string | null }>(
      'valuation_adjustment',
      fields('addition_code'),
    ),
    origins: below<graph.Origin>('origin', fields('country_code', 'type_code')),
    packaging: below<graph.Packaging>(
      'packaging',
      fields('sequence_numeric', 'quantity_quantity', 'type_code', 'marks_numbers_id'),
    ),
    governmentProcedures: below<graph.GovernmentProcedure>(
      'government_procedure',
      fields('current_code', 'previous_code'),
    ),
  };
}

function transportMeans(prefix: string): string {
  return object(prefix, {
    id: `${prefix}_id`,
    identificationTypeCode: `${prefix}_identification_type_code`,
    modeCode: `${prefix}_mode_code`,
  });
}

type Placed<Row> = Row & { readonly place: string };

function belowLoader<Row>(source: PostgresSource, table: string, select: readonly string[]): Below<Row> {
  const statement = `select asked.place, found.*
    from unnest($1::bigint[], $2::integer[]) with ordinality as asked(message, parent, place)
    cross join lateral (
      select ${select.join(', ')} from ${table}
      where message_id = asked.message and parent_node = asked.parent order by node limit ${MAX_LIST}) as found`;
  return keyedLoader<Node, readonly Row[]>(
    async (nodes) => {
      const rows = await source.query<Placed<Row>>(statement, [
        nodes.map(({ messageId }) => messageId),
        nodes.map(({ node }) => node),
      ]);
      return grouped(rows, nodes.length);
    },
    ({ messageId, node }) => `${messageId}/${node}`,
  );
}
