-- Who works for which area and department; the whole case loop from whistle to rating.
alter table users drop constraint users_role_check;
alter table users
  add constraint users_role_check check (role in ('operator', 'dispatcher', 'leader', 'supervisor', 'department',
    'street', 'community', 'grid', 'admin', 'audit-admin', 'security-admin')),
  -- code of an area or a grid; null is the whole district
  add column area_code text,
  add column department_code text references departments;

alter table cases
  -- who has it in hand where no department has: micro-grid, grid, community, street, county, department
  add column level text not null default 'county'
    check (level in ('micro-grid', 'grid', 'community', 'street', 'county', 'department')),
  -- where it was when it was suspended
  add column suspended_state text,
  add column reporter_id uuid references users,
  add column delay_requested_until timestamptz,
  add column merged_into_id uuid references cases check (merged_into_id <> id),
  add column parent_id uuid references cases check (parent_id <> id),
  add column dispatched_at timestamptz,
  add column received_at timestamptz,
  add column arrived_at timestamptz,
  add column feedback_at timestamptz,
  add column checked_at timestamptz,
  add column rated_at timestamptz,
  add constraint suspended_knows_where check ((state = 'suspended') = (suspended_state is not null)),
  add constraint merged_knows_into check ((state = 'merged') = (merged_into_id is not null));
create index cases_merged_into on cases (merged_into_id) where merged_into_id is not null;
create index cases_parent on cases (parent_id) where parent_id is not null;
create index cases_reporter on cases (reporter_id, opened_at desc, id desc) where reporter_id is not null;
create index cases_department_open on cases (department_code) where closed_at is null;

-- what a step carried beside its note: department, level, the other case, a date, photos
alter table case_steps add column data jsonb not null default '{}';

create function case_steps_are_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the steps of a case are append-only';
end $$;
create trigger case_steps_no_update before update or delete on case_steps
  for each row execute function case_steps_are_append_only();

-- every department a case was ever sent to (主办, 协办): it goes on seeing what it had in hand
create table case_handlers (
  case_id uuid not null references cases,
  department_code text not null references departments,
  -- 主办; the others help (协办)
  main boolean not null,
  since timestamptz not null default now(),
  until timestamptz,
  primary key (case_id, department_code, since)
);
create index case_handlers_department on case_handlers (department_code, case_id);
-- what was on its way, or ended, before this was kept
insert into case_handlers (case_id, department_code, main, since, until)
  select id, department_code, true, coalesce(accepted_at, opened_at), closed_at from cases
   where department_code is not null and state not in ('reported', 'accepted', 'refused');

-- events told of cases before they had these fields: whoever is behind them loads anew
update event_horizon set seq = greatest(seq, (select coalesce(max(seq), 0) from events));
delete from events;
