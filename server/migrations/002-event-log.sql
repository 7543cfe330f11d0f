-- The append-only event log. Written only through server/platform/event-log.ts, which takes the log's lock as the
-- last act before commit: sequence order is commit order, so a reader that saw n has seen all below n.
create table events (
  seq bigint primary key,
  at timestamptz not null default now(),
  name text not null,
  topic text not null,
  -- the grid or camera's grid that it concerns; null concerns the whole district
  area_code text,
  payload jsonb not null
);
create sequence events_seq owned by events.seq;

create function events_are_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only';
end $$;
create trigger events_no_update before update on events for each row execute function events_are_append_only();

-- the oldest sequence still kept; older readers must reload
create table event_horizon (
  singleton boolean primary key default true check (singleton),
  seq bigint not null default 0
);
insert into event_horizon default values;
