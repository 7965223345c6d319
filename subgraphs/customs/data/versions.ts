import { grouped, keyedLoader, MAX_LIST, type PostgresSource } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';
import { fields } from './select.ts';

/** UN/EDIFACT 1225: cancellation. */
const CANCELLATION = '1';

export function versionLoaders(source: PostgresSource) {
  return {
    /** By the id of the declaration, newest first. */
    versions: keyedLoader(
      (ids: readonly string[]) => versions(source, ids),
      (id) => id,
    ),
  };
}

async function versions(source: PostgresSource, ids: readonly string[]): Promise<graph.DeclarationVersion[][]> {
  const rows = await source.query<graph.DeclarationVersion & { place: string }>(
    `select asked.place, found.* from unnest($1::bigint[]) with ordinality as asked(id, place)
     cross join lateral (
       select ${fields('function_code', 'issue_date_time')},
         to_char(message.received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "receivedDateTime",
         message.id = declaration.message_id as "isCurrent"
       from message join declaration_version as version on version.message_id = message.id
         join declaration on declaration.id = message.declaration_id
       where message.declaration_id = asked.id and message.kind = 'declaration'
       order by message.version_instant desc, message.id desc limit ${MAX_LIST}) as found`,
    [ids],
  );
  return grouped(rows, ids.length);
}

/** When the declarant last asked for cancellation, by the newest such message. */
export function cancellationOf(known: readonly graph.DeclarationVersion[]): string | null {
  const asked = known.find((version) => version.functionCode === CANCELLATION);
  return asked?.issueDateTime ?? asked?.receivedDateTime ?? null;
}
