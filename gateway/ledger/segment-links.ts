import { ASKED } from './ranges.ts';

/** Of each range all links as one value, hex, and how many they are. */
export const LINKS = `
select n::int, whole.links, whole.count
  from ${ASKED}
  cross join lateral (
    select encode(string_agg(link, ''::bytea), 'hex') as links, count(*)::int as count
      from (select link from hub_ledger.entry e
             where e.writer = asked.writer and e.sequence between asked.first and asked.last
             order by e.sequence) inner_links) whole
 order by n`;
