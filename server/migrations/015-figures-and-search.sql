-- Finding cases by any piece of Chinese or Latin text. PostgreSQL's own parsers find no words in Chinese, and trigrams no
-- words of two characters: so every pair of neighbouring characters is a lexeme of our own.

-- who called, came or wrote, where that is nobody with an account
create table case_contacts (
  case_id uuid primary key references cases,
  name text,
  phone text
);
create index case_contacts_phone on case_contacts (reverse(phone) text_pattern_ops);
create index residents_phone_end on residents (reverse(phone) text_pattern_ops);
create index cases_number_end on cases (reverse(number) text_pattern_ops);
create index cases_state on cases (state, opened_at desc, id desc);
create index cases_department on cases (department_code, opened_at desc, id desc);

-- as it is searched: full-width and half-width, capitals and small letters are one, all punctuation is a gap
create function search_text(given text) returns text immutable strict parallel safe language sql as $$
  select btrim(lower(regexp_replace(normalize(given, NFKC), '[[:space:][:punct:]]+', ' ', 'g')))
$$;

-- every pair of neighbours, and the last character of each run alone, so that a prefix finds single characters
create function search_grams(document text) returns tsvector immutable strict parallel safe language sql as $$
  select coalesce(array_to_tsvector(array_agg(btrim(substr(document, n, 2)))), '')
    from generate_series(1, length(document)) n where substr(document, n, 1) <> ' '
$$;

create table case_search (
  case_id uuid primary key references cases,
  opened_at timestamptz(3) not null,
  document text not null
);
create index case_search_grams on case_search using gin (search_grams(document));
-- counting pairs for the planner would take longer than all else that it counts, and a guess of few is right here
alter index case_search_grams alter column 1 set statistics 0;

-- what a case can be found by, read anew for these cases
create function index_cases(ids uuid[]) returns void language sql as $$
  insert into case_search (case_id, opened_at, document)
  select c.id, c.opened_at,
         search_text(concat_ws(' ', c.text, t.name, t.name_en, d.name, g.name, v.name, w.name, s.name, s.name_en, u.name, k.name,
                               p.address))
    from cases c join event_types t on t.code = c.type_code
    left join departments d on d.code = c.department_code
    left join grids g on g.code = c.grid_code
    left join areas v on v.code = g.community_code
    left join areas w on w.code = g.township_code
    left join streets s on s.id = c.street_id
    left join users u on u.id = c.reporter_id
    left join case_contacts k on k.case_id = c.id
    left join door_plates p on p.code = c.plate_code
   where c.id = any(ids)
  on conflict (case_id) do update set document = excluded.document where case_search.document <> excluded.document
$$;

create function index_new_cases() returns trigger language plpgsql as $$
begin
  perform index_cases(array(select id from added));
  return null;
end $$;
create trigger cases_search_insert after insert on cases referencing new table as added
  for each statement execute function index_new_cases();

create function index_changed_case() returns trigger language plpgsql as $$
begin
  perform index_cases(array[new.id]);
  return null;
end $$;
create trigger cases_search_update
  after update of text, type_code, department_code, grid_code, street_id, reporter_id, plate_code on cases for each row
  when ((old.text, old.type_code, old.department_code, old.grid_code, old.street_id, old.reporter_id, old.plate_code)
        is distinct from
        (new.text, new.type_code, new.department_code, new.grid_code, new.street_id, new.reporter_id, new.plate_code))
  execute function index_changed_case();

create function index_contacts() returns trigger language plpgsql as $$
begin
  perform index_cases(array(select case_id from changed));
  return null;
end $$;
create trigger case_contacts_insert after insert on case_contacts referencing new table as changed
  for each statement execute function index_contacts();
create trigger case_contacts_update after update on case_contacts referencing new table as changed
  for each statement execute function index_contacts();

-- a type, department, grid, area or street with a new name: its cases are found by that from now on; the trigger's
-- argument says which cases `c` hang on the changed row `$1`
create function index_renamed() returns trigger language plpgsql as $$
begin
  execute 'select index_cases(array(select c.id from cases c where ' || tg_argv[0] || '))' using new;
  return null;
end $$;
create trigger event_types_renamed after update of name, name_en on event_types for each row
  when ((old.name, old.name_en) is distinct from (new.name, new.name_en))
  execute function index_renamed('c.type_code = $1.code');
create trigger departments_renamed after update of name on departments for each row
  when (old.name is distinct from new.name) execute function index_renamed('c.department_code = $1.code');
create trigger streets_renamed after update of name, name_en on streets for each row
  when ((old.name, old.name_en) is distinct from (new.name, new.name_en))
  execute function index_renamed('c.street_id = $1.id');
create trigger grids_renamed after update of name, community_code, township_code on grids for each row
  when ((old.name, old.community_code, old.township_code) is distinct from (new.name, new.community_code, new.township_code))
  execute function index_renamed('c.grid_code = $1.code');
create trigger areas_renamed after update of name on areas for each row
  when (old.name is distinct from new.name)
  execute function index_renamed('c.grid_code in (select g.code from grids g where $1.code in (g.community_code, g.township_code))');

select index_cases(array(select id from cases));

-- what somebody looks for again and again
create table saved_filters (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  name text not null,
  query jsonb not null,
  created_at timestamptz not null default now(),
  unique (user_id, name)
);

-- Indicators: what happened to cases, counted by day, grid, department, type and source. Every change of a case writes the
-- difference that it makes; the differences are folded into days and months later, and whoever reads adds those not yet
-- folded. So numbers are exact at every moment, and no two steps wait for each other's row.

-- how often a department gave it back or disputed it, or the centre sent it elsewhere; how often it was sent back to work
alter table cases
  add column returns smallint not null default 0,
  add column reworks smallint not null default 0;
update cases c set returns = s.returns, reworks = s.reworks
  from (select case_id, count(*) filter (where step in ('return', 'dispute', 'redispatch')) as returns,
               count(*) filter (where step = 'rework') as reworks from case_steps group by case_id) s
 where s.case_id = c.id and (s.returns > 0 or s.reworks > 0);

create function count_backward_steps() returns trigger language plpgsql as $$
begin
  update cases set returns = returns + (new.step <> 'rework')::int, reworks = reworks + (new.step = 'rework')::int
   where id = new.case_id;
  return null;
end $$;
create trigger case_steps_backward after insert on case_steps for each row
  when (new.step in ('return', 'dispute', 'redispatch', 'rework')) execute function count_backward_steps();

create table figure_settings (
  singleton boolean primary key default true check (singleton),
  -- 按时立案: within so many minutes of the report
  filing_minutes integer not null default 15 check (filing_minutes > 0)
);
insert into figure_settings default values;

create table figure_deltas (
  day date not null, grid_code text not null, department_code text not null, type_code text not null, source text not null,
  reported integer not null, accepted integer not null, filed integer not null, filed_in_time integer not null,
  dispatched integer not null, dispatched_well integer not null, handled integer not null,
  reworked integer not null, due integer not null, handled_due integer not null,
  handled_in_time integer not null, closed_due integer not null, closed_in_time integer not null,
  closed integer not null, closed_late integer not null, rated integer not null, satisfied integer not null
);
-- '' where a case has no grid or no department
create table figure_days (
  like figure_deltas,
  primary key (day, grid_code, department_code, type_code, source)
);
create index figure_days_grid on figure_days (grid_code, day);
create index figure_days_department on figure_days (department_code, day);
create index figure_days_type on figure_days (type_code, day);
create table figure_months (
  month date not null, community_code text not null, department_code text not null, type_code text not null,
  source text not null,
  reported integer not null, accepted integer not null, filed integer not null, filed_in_time integer not null,
  dispatched integer not null, dispatched_well integer not null, handled integer not null,
  reworked integer not null, due integer not null, handled_due integer not null,
  handled_in_time integer not null, closed_due integer not null, closed_in_time integer not null,
  closed integer not null, closed_late integer not null, rated integer not null, satisfied integer not null,
  primary key (month, community_code, department_code, type_code, source)
);

create index figure_months_department on figure_months (department_code, month);
create index figure_months_type on figure_months (type_code, month);
-- by one dimension alone: few rows a day, so that what is asked most is answered from few
create table figure_totals (
  dimension text not null check (dimension in ('community', 'department', 'type', 'source')),
  day date not null, code text not null,
  reported integer not null, accepted integer not null, filed integer not null, filed_in_time integer not null,
  dispatched integer not null, dispatched_well integer not null, handled integer not null,
  reworked integer not null, due integer not null, handled_due integer not null,
  handled_in_time integer not null, closed_due integer not null, closed_in_time integer not null,
  closed integer not null, closed_late integer not null, rated integer not null, satisfied integer not null,
  primary key (dimension, day, code)
);

-- What one case adds to the figures, and on which days: the formulas of server/contract/indicator.ts stand on these.
create function case_figures(c cases) returns setof figure_deltas stable language sql as $$
  select (e.at at time zone (select time_zone from district))::date, coalesce(c.grid_code, ''),
         coalesce(c.department_code, ''), c.type_code, c.source,
         e.reported, e.accepted, e.filed, e.filed_in_time, e.dispatched, e.dispatched_well, e.handled, e.reworked,
         e.due, e.handled_due, e.handled_in_time, e.closed_due, e.closed_in_time, e.closed, e.closed_late,
         e.rated, e.satisfied
    from (select c.state in ('closed', 'rated') as is_closed,
                 c.accepted_at is not null and c.state not in ('refused', 'cancelled', 'merged') as counts) s,
         lateral (values
           (c.opened_at, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
           (coalesce(c.accepted_at, case when c.state = 'refused' then c.closed_at end),
            0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
           (c.accepted_at, 0, 0, 1, (c.accepted_at - c.opened_at <= make_interval(mins =>
              (select filing_minutes from figure_settings)))::int, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
           (c.dispatched_at, 0, 0, 0, 0, 1, (c.returns = 0)::int, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
           (c.feedback_at, 0, 0, 0, 0, 0, 0, 1, (c.reworks > 0)::int, 0, 0, 0, 0, 0, 0, 0, 0, 0),
           (case when s.counts then c.due_at end, 0, 0, 0, 0, 0, 0, 0, 0, 1, (c.feedback_at is not null)::int,
            coalesce(c.feedback_at <= c.due_at, false)::int, s.is_closed::int,
            (s.is_closed and c.closed_at <= c.due_at)::int, 0, 0, 0, 0),
           (case when s.is_closed then c.closed_at end, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
            coalesce(c.closed_at > c.due_at, false)::int, 0, 0),
           (case when c.rating is not null then coalesce(c.rated_at, c.closed_at) end, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 1, (c.rating >= 4)::int)
         ) e (at, reported, accepted, filed, filed_in_time, dispatched, dispatched_well, handled, reworked, due, handled_due, handled_in_time, closed_due, closed_in_time, closed, closed_late, rated, satisfied)
   where e.at is not null
$$;

create function note_new_figures() returns trigger language plpgsql as $$
begin
  insert into figure_deltas
  select f.day, f.grid_code, f.department_code, f.type_code, f.source,
         sum(reported), sum(accepted), sum(filed), sum(filed_in_time), sum(dispatched), sum(dispatched_well),
         sum(handled), sum(reworked), sum(due), sum(handled_due), sum(handled_in_time), sum(closed_due),
         sum(closed_in_time), sum(closed), sum(closed_late), sum(rated), sum(satisfied)
    from added a, lateral case_figures(a) f group by 1, 2, 3, 4, 5;
  return null;
end $$;
create trigger cases_figures_insert after insert on cases referencing new table as added
  for each statement execute function note_new_figures();

create function note_changed_figures() returns trigger language plpgsql as $$
begin
  insert into figure_deltas
  select day, grid_code, department_code, type_code, source,
         sum(sign * reported), sum(sign * accepted), sum(sign * filed), sum(sign * filed_in_time),
         sum(sign * dispatched), sum(sign * dispatched_well), sum(sign * handled), sum(sign * reworked),
         sum(sign * due), sum(sign * handled_due), sum(sign * handled_in_time), sum(sign * closed_due),
         sum(sign * closed_in_time), sum(sign * closed), sum(sign * closed_late), sum(sign * rated),
         sum(sign * satisfied)
    from (select 1 as sign, f.* from case_figures(new) f union all select -1, f.* from case_figures(old) f) f
   group by 1, 2, 3, 4, 5
  having sum(sign * reported) <> 0 or sum(sign * accepted) <> 0 or sum(sign * filed) <> 0 or sum(sign * filed_in_time) <> 0 or sum(sign * dispatched) <> 0 or sum(sign * dispatched_well) <> 0 or sum(sign * handled) <> 0 or sum(sign * reworked) <> 0 or sum(sign * due) <> 0 or sum(sign * handled_due) <> 0 or sum(sign * handled_in_time) <> 0 or sum(sign * closed_due) <> 0 or sum(sign * closed_in_time) <> 0 or sum(sign * closed) <> 0 or sum(sign * closed_late) <> 0 or sum(sign * rated) <> 0 or sum(sign * satisfied) <> 0;
  return null;
end $$;
create trigger cases_figures_update after update on cases for each row
  when ((old.state, old.type_code, old.department_code, old.grid_code, old.source, old.opened_at, old.accepted_at,
         old.dispatched_at, old.feedback_at, old.due_at, old.closed_at, old.rated_at, old.rating, old.returns, old.reworks)
        is distinct from
        (new.state, new.type_code, new.department_code, new.grid_code, new.source, new.opened_at, new.accepted_at,
         new.dispatched_at, new.feedback_at, new.due_at, new.closed_at, new.rated_at, new.rating, new.returns, new.reworks))
  execute function note_changed_figures();

-- months and totals from the days
create function fill_figure_sums() returns void language sql as $$
  delete from figure_months;
  insert into figure_months
  select date_trunc('month', day), coalesce(g.community_code, ''), d.department_code, d.type_code, d.source,
         sum(reported), sum(accepted), sum(filed), sum(filed_in_time), sum(dispatched), sum(dispatched_well),
         sum(handled), sum(reworked), sum(due), sum(handled_due), sum(handled_in_time), sum(closed_due),
         sum(closed_in_time), sum(closed), sum(closed_late), sum(rated), sum(satisfied)
    from figure_days d left join grids g on g.code = d.grid_code group by 1, 2, 3, 4, 5;
  delete from figure_totals;
  insert into figure_totals
  select k.dimension, d.day, k.code,
         sum(reported), sum(accepted), sum(filed), sum(filed_in_time), sum(dispatched), sum(dispatched_well),
         sum(handled), sum(reworked), sum(due), sum(handled_due), sum(handled_in_time), sum(closed_due),
         sum(closed_in_time), sum(closed), sum(closed_late), sum(rated), sum(satisfied)
    from figure_days d left join grids g on g.code = d.grid_code,
         lateral (values ('community', coalesce(g.community_code, '')), ('department', d.department_code),
                         ('type', d.type_code), ('source', d.source)) k (dimension, code)
   group by 1, 2, 3
$$;

-- folds what has been noted into days, months and totals; one at a time, and nobody waits: what is not folded is read as it is
create function fold_figures() returns bigint language plpgsql as $$
declare folded bigint;
begin
  if not pg_try_advisory_xact_lock(7203114527) then return 0; end if;
  with gone as (delete from figure_deltas returning *)
     , days as (
    insert into figure_days as f
    select day, grid_code, department_code, type_code, source,
           sum(reported), sum(accepted), sum(filed), sum(filed_in_time), sum(dispatched), sum(dispatched_well),
           sum(handled), sum(reworked), sum(due), sum(handled_due), sum(handled_in_time), sum(closed_due),
           sum(closed_in_time), sum(closed), sum(closed_late), sum(rated), sum(satisfied)
      from gone group by 1, 2, 3, 4, 5
    on conflict (day, grid_code, department_code, type_code, source) do update set
      reported = f.reported + excluded.reported, accepted = f.accepted + excluded.accepted,
      filed = f.filed + excluded.filed, filed_in_time = f.filed_in_time + excluded.filed_in_time,
      dispatched = f.dispatched + excluded.dispatched,
      dispatched_well = f.dispatched_well + excluded.dispatched_well, handled = f.handled + excluded.handled,
      reworked = f.reworked + excluded.reworked, due = f.due + excluded.due,
      handled_due = f.handled_due + excluded.handled_due,
      handled_in_time = f.handled_in_time + excluded.handled_in_time,
      closed_due = f.closed_due + excluded.closed_due,
      closed_in_time = f.closed_in_time + excluded.closed_in_time, closed = f.closed + excluded.closed,
      closed_late = f.closed_late + excluded.closed_late, rated = f.rated + excluded.rated,
      satisfied = f.satisfied + excluded.satisfied)
     , months as (
    insert into figure_months as f
    select date_trunc('month', day), coalesce(g.community_code, ''), d.department_code, d.type_code, d.source,
           sum(reported), sum(accepted), sum(filed), sum(filed_in_time), sum(dispatched), sum(dispatched_well),
           sum(handled), sum(reworked), sum(due), sum(handled_due), sum(handled_in_time), sum(closed_due),
           sum(closed_in_time), sum(closed), sum(closed_late), sum(rated), sum(satisfied)
      from gone d left join grids g on g.code = d.grid_code group by 1, 2, 3, 4, 5
    on conflict (month, community_code, department_code, type_code, source) do update set
      reported = f.reported + excluded.reported, accepted = f.accepted + excluded.accepted,
      filed = f.filed + excluded.filed, filed_in_time = f.filed_in_time + excluded.filed_in_time,
      dispatched = f.dispatched + excluded.dispatched,
      dispatched_well = f.dispatched_well + excluded.dispatched_well, handled = f.handled + excluded.handled,
      reworked = f.reworked + excluded.reworked, due = f.due + excluded.due,
      handled_due = f.handled_due + excluded.handled_due,
      handled_in_time = f.handled_in_time + excluded.handled_in_time,
      closed_due = f.closed_due + excluded.closed_due,
      closed_in_time = f.closed_in_time + excluded.closed_in_time, closed = f.closed + excluded.closed,
      closed_late = f.closed_late + excluded.closed_late, rated = f.rated + excluded.rated,
      satisfied = f.satisfied + excluded.satisfied)
     , totals as (
    insert into figure_totals as f
    select k.dimension, d.day, k.code,
           sum(reported), sum(accepted), sum(filed), sum(filed_in_time), sum(dispatched), sum(dispatched_well),
           sum(handled), sum(reworked), sum(due), sum(handled_due), sum(handled_in_time), sum(closed_due),
           sum(closed_in_time), sum(closed), sum(closed_late), sum(rated), sum(satisfied)
      from gone d left join grids g on g.code = d.grid_code,
           lateral (values ('community', coalesce(g.community_code, '')), ('department', d.department_code),
                           ('type', d.type_code), ('source', d.source)) k (dimension, code)
     group by 1, 2, 3
    on conflict (dimension, day, code) do update set
      reported = f.reported + excluded.reported, accepted = f.accepted + excluded.accepted,
      filed = f.filed + excluded.filed, filed_in_time = f.filed_in_time + excluded.filed_in_time,
      dispatched = f.dispatched + excluded.dispatched,
      dispatched_well = f.dispatched_well + excluded.dispatched_well, handled = f.handled + excluded.handled,
      reworked = f.reworked + excluded.reworked, due = f.due + excluded.due,
      handled_due = f.handled_due + excluded.handled_due,
      handled_in_time = f.handled_in_time + excluded.handled_in_time,
      closed_due = f.closed_due + excluded.closed_due,
      closed_in_time = f.closed_in_time + excluded.closed_in_time, closed = f.closed + excluded.closed,
      closed_late = f.closed_late + excluded.closed_late, rated = f.rated + excluded.rated,
      satisfied = f.satisfied + excluded.satisfied)
  select count(*) into folded from gone;
  return folded;
end $$;

-- counts everything anew from the cases themselves
create function rebuild_figures() returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7203114527);
  lock table cases in share row exclusive mode;
  delete from figure_deltas;
  delete from figure_days;
  insert into figure_days
  select f.day, f.grid_code, f.department_code, f.type_code, f.source,
         sum(reported), sum(accepted), sum(filed), sum(filed_in_time), sum(dispatched), sum(dispatched_well),
         sum(handled), sum(reworked), sum(due), sum(handled_due), sum(handled_in_time), sum(closed_due),
         sum(closed_in_time), sum(closed), sum(closed_late), sum(rated), sum(satisfied)
    from cases c, lateral case_figures(c) f group by 1, 2, 3, 4, 5;
  perform fill_figure_sums();
end $$;

-- months and totals are kept by community: a grid that moves to another takes its past along
create function figures_follow_grids() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7203114527);
  perform fill_figure_sums();
  return null;
end $$;
create trigger grids_figures after update of community_code on grids for each row
  when (old.community_code <> new.community_code) execute function figures_follow_grids();

create function figures_follow_settings() returns trigger language plpgsql as $$
begin
  perform rebuild_figures();
  return null;
end $$;
create trigger figure_settings_changed after update on figure_settings for each row
  when (old.filing_minutes <> new.filing_minutes) execute function figures_follow_settings();

select rebuild_figures();

-- 考核: what a case gives or takes of a department's or a grid's score, counted over the cases reported in a month.
create table score_rules (
  code text primary key,
  subject text not null check (subject in ('department', 'grid')),
  -- for each case that it holds for; below zero takes away
  points numeric(6, 2) not null,
  -- where it is about time
  limit_minutes integer check (limit_minutes > 0),
  enabled boolean not null default true
);
insert into score_rules (code, subject, points, limit_minutes) values
  ('late-arrival', 'department', -0.5, 120),
  ('no-arrival', 'department', -1, 1440),
  ('overdue', 'department', -1, null),
  ('returned', 'department', -0.3, null),
  ('reworked', 'department', -0.5, null),
  ('not-satisfied', 'department', -1, null),
  ('satisfied', 'department', 0.2, null),
  ('false-whistle', 'grid', -1, null),
  ('good-whistle', 'grid', 0.1, null);
