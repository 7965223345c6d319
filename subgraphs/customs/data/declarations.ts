import {
  amount,
  exactInstant,
  fields,
  grouped,
  keyedLoader,
  MAX_LIST,
  measure,
  object,
  type PageOf,
  type PostgresSource,
} from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';
import type { DeclarationRow, ItemRow, Node, ResponseRow } from './rows.ts';

/** By local reference, and by declarant where that is not enough. */
export interface LocalReference {
  readonly functionalReferenceId: string;
  readonly declarantId: string | undefined;
}

/** Where customs' processing of a declaration stands. */
export interface Processing {
  readonly customsStatus: graph.CustomsStatus;
  /** Version that the newest notification speaks of. */
  readonly versionId: string | null;
  /** As the newest notification that says it says. */
  readonly acceptanceDateTime: string | null;
}

const META_DATA = object('meta_data', {
  wcoDataModelVersionCode: 'wco_data_model_version_code',
  wcoTypeName: 'wco_type_name',
  responsibleCountryCode: 'responsible_country_code',
  responsibleAgencyName: 'responsible_agency_name',
  agencyAssignedCustomizationCode: 'agency_assigned_customization_code',
  agencyAssignedCustomizationVersionCode: 'agency_assigned_customization_version_code',
});

/** A declaration and the message that is its content, where there is one; the content is always its row number one. */
export const DECLARATION = `declaration.id, declaration.message_id as "messageId", 1 as node, declaration.mrn,
  declaration.functional_reference_id as "functionalReferenceId",
  ${fields('function_code', 'type_code', 'issue_date_time', 'acceptance_date_time', 'version_id')},
  ${fields('declaration_office_id', 'exit_office_id', 'presentation_office_id', 'supervising_office_id')},
  ${fields('specific_circumstances_code', 'goods_item_quantity', 'total_package_quantity')},
  ${measure('total_gross_mass_measure')}, ${amount('invoice_amount')}, ${META_DATA}`;

export const DECLARATION_SOURCE = `declaration
  left join declaration_version as version on version.message_id = declaration.message_id
  left join message on message.id = declaration.message_id`;

/** UN/EDIFACT 1225 as customs services use it in notifications. */
const STATUS: Readonly<Record<string, graph.CustomsStatus>> = {
  '01': 'ACCEPTED',
  '02': 'RECEIVED',
  '03': 'REJECTED',
  '05': 'UNDER_CONTROL',
  '06': 'DOCUMENTS_REQUESTED',
  '08': 'RELEASED',
  '09': 'CLEARED',
  '10': 'INVALIDATED',
  '16': 'EXITED',
};

/** @param functionCode of the newest notification; undefined where there is none. */
export function statusOf(functionCode: string | null | undefined): graph.CustomsStatus {
  return functionCode == null ? 'LODGED' : (STATUS[functionCode] ?? 'OTHER');
}

/** The function of a notification with two digits, whatever its sender wrote. */
export const FUNCTION = "lpad(coalesce(function_code, ''), 2, '0')";

export function declarationLoaders(source: PostgresSource) {
  return {
    declarationByMrn: keyedLoader(
      (mrns: readonly string[]) => byMrn(source, mrns),
      (mrn) => mrn,
    ),
    /** At most two: the second only says that the reference is not enough. */
    declarationsByReference: keyedLoader(
      (references: readonly LocalReference[]) => byReference(source, references),
      ({ functionalReferenceId, declarantId }) => JSON.stringify([functionalReferenceId, declarantId]),
    ),
    countriesConcerned: keyedLoader(
      (messages: readonly string[]) => countriesConcerned(source, messages),
      (message) => message,
    ),
    processing: keyedLoader(
      (ids: readonly string[]) => processing(source, ids),
      (id) => id,
    ),
    responses: keyedLoader(
      (pages: ReadonlyArray<PageOf<string>>) => responsePages(source, pages),
      ({ of, page }) => JSON.stringify([of, page]),
    ),
    responseCount: keyedLoader(
      (ids: readonly string[]) => responseCounts(source, ids),
      (id) => id,
    ),
    items: keyedLoader(
      (pages: ReadonlyArray<PageOf<Node>>) => itemPages(source, pages),
      ({ of, page }) => JSON.stringify([of.messageId, of.node, page]),
    ),
    itemCount: keyedLoader(
      (nodes: readonly Node[]) => itemCounts(source, nodes),
      ({ messageId, node }) => `${messageId}/${node}`,
    ),
  };
}

async function byMrn(source: PostgresSource, mrns: readonly string[]): Promise<Array<DeclarationRow | null>> {
  const rows = await source.query<DeclarationRow>(
    `select ${DECLARATION} from ${DECLARATION_SOURCE} where declaration.mrn = any($1::text[])`,
    [mrns],
  );
  const known = new Map(rows.map((row) => [row.mrn, row]));
  return mrns.map((mrn) => known.get(mrn) ?? null);
}

async function byReference(source: PostgresSource, references: readonly LocalReference[]): Promise<DeclarationRow[][]> {
  const rows = await source.query<DeclarationRow & { place: string }>(
    `select asked.place, found.* from unnest($1::text[], $2::text[]) with ordinality as asked(reference, declarant, place)
     cross join lateral (
       select ${DECLARATION} from ${DECLARATION_SOURCE}
       where declaration.functional_reference_id = asked.reference
         and (asked.declarant is null or declaration.declarant_id = asked.declarant)
       order by declaration.id limit 2) as found`,
    [references.map((each) => each.functionalReferenceId), references.map((each) => each.declarantId ?? null)],
  );
  return grouped(rows, references.length);
}

/** Of each message that is a declaration's content, in the order of the alphabet. */
async function countriesConcerned(source: PostgresSource, messages: readonly string[]): Promise<string[][]> {
  const rows = await source.query<{ place: string; code: string }>(
    `select distinct asked.place, concerned.code from unnest($1::bigint[]) with ordinality as asked(message, place)
     cross join lateral (
       select destination_country_code from goods_shipment where message_id = asked.message
       union select export_country_id from goods_shipment where message_id = asked.message
       union select routing_country_code from itinerary where message_id = asked.message
       union select registration_nationality_code from border_transport_means where message_id = asked.message
     ) as concerned(code)
     where concerned.code is not null order by 1, 2`,
    [messages],
  );
  return grouped(rows, messages.length).map((found) => found.map(({ code }) => code));
}

async function processing(source: PostgresSource, ids: readonly string[]): Promise<Array<Processing>> {
  const rows = await source.query<{ place: string; code: string; versionId: string | null; accepted: string | null }>(
    `select asked.place, newest.*, accepted.* from unnest($1::bigint[]) with ordinality as asked(id, place)
     cross join lateral (
       select ${FUNCTION} as code, declaration_version_id as "versionId" from response
       where declaration_id = asked.id order by rank_instant desc, message_id desc limit 1) as newest
     left join lateral (
       select acceptance_date_time as accepted from response
       where declaration_id = asked.id and acceptance_date_time is not null
       order by rank_instant desc, message_id desc limit 1) as accepted on true`,
    [ids],
  );
  return grouped(rows, ids.length).map(([row]) => ({
    customsStatus: statusOf(row?.code),
    versionId: row?.versionId ?? null,
    acceptanceDateTime: row?.accepted ?? null,
  }));
}

/** Newest first; a page's position is the instant and the message of its last notification. */
async function responsePages(source: PostgresSource, pages: ReadonlyArray<PageOf<string>>): Promise<ResponseRow[][]> {
  const rows = await source.query<ResponseRow & { place: string }>(
    `select asked.place, found.*
     from unnest($1::bigint[], $2::integer[], $3::timestamptz[], $4::bigint[])
       with ordinality as asked(id, first, instant, message, place)
     cross join lateral (
       select response.message_id as "messageId", node, ${exactInstant('rank_instant', 'position')},
         ${fields('functional_reference_id', 'function_code', 'issue_date_time', 'acceptance_date_time')},
         ${fields('declaration_mrn', 'declaration_functional_reference_id', 'declaration_version_id')}, ${META_DATA}
       from response join message on message.id = response.message_id
       where response.declaration_id = asked.id
         and (asked.message is null or (rank_instant, response.message_id) < (asked.instant, asked.message))
       order by rank_instant desc, response.message_id desc limit least(asked.first, ${MAX_LIST}) + 1) as found`,
    [
      pages.map(({ of }) => of),
      pages.map(({ page }) => page.first),
      pages.map(({ page }) => page.after?.[0] ?? null),
      pages.map(({ page }) => page.after?.[1] ?? null),
    ],
  );
  return grouped(rows, pages.length);
}

/** One goods item; its MRN is its declaration's. */
export const ITEM = `message_id as "messageId", node, ucr_id as ucr,
  (select mrn from declaration where declaration.message_id = government_agency_goods_item.message_id) as mrn,
  ${fields('sequence_numeric', 'valuation_method_code', 'description', 'trader_assigned_reference_id')},
  ${amount('customs_value_amount')}, ${amount('statistical_value_amount')}, ${measure('gross_mass_measure')},
  ${measure('net_net_weight_measure')}, ${measure('tariff_quantity')}, ${amount('invoice_line_item_charge_amount')}`;

/** In document order; a page's position is the row number of its last item. */
async function itemPages(source: PostgresSource, pages: ReadonlyArray<PageOf<Node>>): Promise<ItemRow[][]> {
  const rows = await source.query<ItemRow & { place: string }>(
    `select asked.place, found.*
     from unnest($1::bigint[], $2::integer[], $3::integer[], $4::integer[])
       with ordinality as asked(message, parent, first, after, place)
     cross join lateral (
       select ${ITEM} from government_agency_goods_item
       where message_id = asked.message and parent_node = asked.parent and node > coalesce(asked.after, 0)
       order by node limit least(asked.first, ${MAX_LIST}) + 1) as found`,
    [
      pages.map(({ of }) => of.messageId),
      pages.map(({ of }) => of.node),
      pages.map(({ page }) => page.first),
      pages.map(({ page }) => page.after?.[0] ?? null),
    ],
  );
  return grouped(rows, pages.length);
}

async function responseCounts(source: PostgresSource, ids: readonly string[]): Promise<number[]> {
  const rows = await source.query<{ count: number }>(
    `select (select count(*)::integer from response where declaration_id = asked.id) as count
     from unnest($1::bigint[]) with ordinality as asked(id, place) order by place`,
    [ids],
  );
  return rows.map(({ count }) => count);
}

async function itemCounts(source: PostgresSource, nodes: readonly Node[]): Promise<number[]> {
  const rows = await source.query<{ count: number }>(
    `select (
       select count(*)::integer from government_agency_goods_item
       where message_id = asked.message and parent_node = asked.parent) as count
     from unnest($1::bigint[], $2::integer[]) with ordinality as asked(message, parent, place) order by place`,
    [nodes.map(({ messageId }) => messageId), nodes.map(({ node }) => node)],
  );
  return rows.map(({ count }) => count);
}
