/**
 * Entries are added and never changed: whoever may only insert and select can do no other, and the triggers stop who may.
 * `names` and `at` are there to be looked up by; what they say stands in the text as well, and `hub ledger verify` holds the
 * one against the other.
 */
export const LEDGER_DDL = `
create schema if not exists hub_ledger;
create table if not exists hub_ledger.writer (
  writer text primary key,
  opened timestamptz not null default now(),
  -- Up to which entry its chain is closed in segments.
  closed bigint not null default 0,
  closed_link bytea
);
create table if not exists hub_ledger.entry (
  writer text not null,
  sequence bigint not null check (sequence > 0),
  at timestamptz not null,
  text text not null,
  link bytea not null check (length(link) = 32),
  names text[] not null,
  primary key (writer, sequence)
);
create index if not exists entry_names on hub_ledger.entry using gin (names);
create index if not exists entry_at on hub_ledger.entry (at);
create table if not exists hub_ledger.checkpoint (
  segment bigint primary key check (segment > 0),
  text text not null,
  signature text not null,
  key text not null
);
create or replace function hub_ledger.kept() returns trigger language plpgsql as
  $$ begin
    if tg_op = 'DELETE' and current_setting('hub_ledger.purging', true) = 'closed segment' then return old; end if;
    raise exception 'entries of the ledger are not changed';
  end $$;
create or replace trigger entry_kept before update or delete on hub_ledger.entry
  for each row execute function hub_ledger.kept();
create or replace trigger entry_whole before truncate on hub_ledger.entry
  for each statement execute function hub_ledger.kept();
create or replace trigger checkpoint_kept before update or delete on hub_ledger.checkpoint
  for each row execute function hub_ledger.kept();
create or replace trigger checkpoint_whole before truncate on hub_ledger.checkpoint
  for each statement execute function hub_ledger.kept();
`;

/** The last thing that is made. */
export const IS_LEDGER_PREPARED = `
select exists (select from pg_trigger where tgname = 'checkpoint_whole' and tgrelid = to_regclass('hub_ledger.checkpoint')) as is`;
