import { grouped, keyedLoader, type PostgresSource } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';
import { ITEM } from './declarations.ts';
import { ADDITIONAL_DOCUMENT } from './parts.ts';
import type { CitedDocumentKey, ItemKey, ItemRow } from './rows.ts';

/** Goods items and cited documents as other agencies name them: one statement per kind and request. */
export function entityLoaders(source: PostgresSource) {
  return {
    itemByKey: keyedLoader(
      (keys: readonly ItemKey[]) => itemsByKey(source, keys),
      ({ mrn, sequenceNumeric }) => `${sequenceNumeric}:${mrn}`,
    ),
    citedDocument: keyedLoader(
      (keys: readonly CitedDocumentKey[]) => citedDocuments(source, keys),
      ({ documentCode, id }) => `${documentCode}:${id}`,
    ),
  };
}

async function itemsByKey(source: PostgresSource, keys: readonly ItemKey[]): Promise<Array<ItemRow | null>> {
  const rows = await source.query<ItemRow & { place: string }>(
    `select asked.place, found.* from unnest($1::text[], $2::integer[]) with ordinality as asked(mrn, sequence, place)
     join declaration on declaration.mrn = asked.mrn
     cross join lateral (
       select ${ITEM} from government_agency_goods_item
       where message_id = declaration.message_id and sequence_numeric = asked.sequence order by node limit 1) as found`,
    [keys.map(({ mrn }) => mrn), keys.map(({ sequenceNumeric }) => sequenceNumeric)],
  );
  return grouped(rows, keys.length).map(([row]) => row ?? null);
}

/** As the newest message that cites it cites it. */
async function citedDocuments(
  source: PostgresSource,
  keys: readonly CitedDocumentKey[],
): Promise<Array<graph.AdditionalDocument | null>> {
  const rows = await source.query<graph.AdditionalDocument & { place: string }>(
    `select asked.place, found.* from unnest($1::text[], $2::text[]) with ordinality as asked(code, document, place)
     cross join lateral (
       select ${ADDITIONAL_DOCUMENT.join(', ')} from additional_document
       where id = asked.document and category_code || type_code = asked.code
       order by message_id desc, node limit 1) as found`,
    [keys.map(({ documentCode }) => documentCode), keys.map(({ id }) => id)],
  );
  return grouped(rows, keys.length).map(([row]) => row ?? null);
}
