-- Time limits as durable timers, routing, event types that a centre edits, escalation and supervision (督办).

alter table event_types drop constraint event_types_limit_unit_check;
alter table event_types add constraint event_types_limit_unit_check
  check (limit_unit in ('minutes', 'urgent-hours', 'working-hours', 'working-days', 'calendar-days'));

-- what each part of a case's way is given; checked by LimitPolicy of the contract
create table limit_policies (
  code text primary key,
  name text not null,
  name_en text not null,
  yellow double precision not null,
  red double precision not null,
  phases jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by uuid references users
);
insert into limit_policies (code, name, name_en, yellow, red, phases) values
  ('default', '常规', 'Ordinary', 0.7, 0.9,
   '{"accept": {"value": 1, "unit": "working-hours", "climbs": false},
     "dispatch": {"value": 1, "unit": "working-hours", "climbs": false},
     "receive": {"value": 2, "unit": "working-hours", "climbs": true},
     "settle": {"value": 4, "unit": "working-hours", "climbs": false},
     "arrive": {"value": 4, "unit": "working-hours", "climbs": true},
     "check": {"value": 1, "unit": "working-days", "climbs": false},
     "close": {"value": 1, "unit": "working-days", "climbs": false},
     "whole": {"value": 5, "unit": "working-days", "climbs": true}}'),
  ('fast-simple', '快速响应·简单', 'Fast response, simple', 0.6, 0.8,
   '{"accept": {"value": 5, "unit": "minutes", "climbs": false},
     "dispatch": {"value": 5, "unit": "minutes", "climbs": false},
     "receive": {"value": 5, "unit": "minutes", "climbs": true},
     "whole": {"value": 30, "unit": "minutes", "climbs": true}}'),
  ('fast-larger', '快速响应·较大', 'Fast response, larger', 0.6, 0.8,
   '{"accept": {"value": 5, "unit": "minutes", "climbs": false},
     "dispatch": {"value": 5, "unit": "minutes", "climbs": false},
     "receive": {"value": 5, "unit": "minutes", "climbs": true},
     "whole": {"value": 2, "unit": "urgent-hours", "climbs": true}}'),
  ('fast-complex', '快速响应·复杂', 'Fast response, complex', 0.6, 0.8,
   '{"accept": {"value": 5, "unit": "minutes", "climbs": false},
     "dispatch": {"value": 5, "unit": "minutes", "climbs": false},
     "receive": {"value": 5, "unit": "minutes", "climbs": true},
     "whole": {"value": 1, "unit": "calendar-days", "climbs": true}}');

alter table event_types
  add column policy_code text not null default 'default' references limit_policies,
  -- 处置清单: what whoever handles it goes through
  add column checklist text[] not null default '{}',
  -- who of the centre may close it
  add column closers text[] not null default '{operator,dispatcher,admin}',
  -- sent to its one owner as soon as it is accepted
  add column auto_dispatch boolean not null default true,
  -- what a machine saw with at least this score is accepted without review; null reviews all
  add column auto_accept_score double precision check (auto_accept_score > 0 and auto_accept_score <= 1),
  add column retired_at timestamptz,
  add column changed_at timestamptz not null default now();

-- 主办 and 协办 of a type: in an area, or (null) wherever no area of the case says otherwise. The district-wide 主办 of
-- a type is event_types.department_code.
create table type_departments (
  type_code text not null references event_types,
  area_code text,
  department_code text not null references departments,
  main boolean not null,
  check (area_code is not null or not main),
  unique nulls not distinct (type_code, area_code, department_code)
);

-- why a case waits at the centre instead of being on its way
create table dispatch_queue (
  case_id uuid primary key references cases,
  reason text not null,
  -- departments that all claim, or are all named for, the case
  candidates text[] not null default '{}',
  since timestamptz(3) not null default now()
);

-- a limit that runs, or ran, in a case
create table case_limits (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases,
  phase text not null,
  limit_value numeric not null,
  limit_unit text not null,
  climbs boolean not null,
  started_at timestamptz(3) not null,
  yellow_at timestamptz(3) not null,
  red_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  -- how far the case has been told of it
  told text not null default 'none' check (told in ('none', 'yellow', 'red', 'overdue', 'climbed')),
  -- when it is to be told the next thing; null where nothing is left, it stands still, or is over
  next_at timestamptz(3),
  paused_at timestamptz(3),
  ended_at timestamptz(3)
);
create unique index case_limits_running on case_limits (case_id, phase) where ended_at is null;
create index case_limits_case on case_limits (case_id);
create index case_limits_next on case_limits (next_at) where next_at is not null;

-- a case begins without limits; the server that finds it first gives it its own
alter table cases add column limits_planned boolean not null default false;
create index cases_unplanned on cases (opened_at) where not limits_planned and closed_at is null;
-- what was open before keeps the one limit that it had, and is told nothing of what has passed long ago
update cases set limits_planned = true where closed_at is null;
insert into case_limits (case_id, phase, limit_value, limit_unit, climbs, started_at, yellow_at, red_at, due_at, told, next_at)
  select id, 'whole', extract(epoch from due_at - opened_at) / 3600, 'urgent-hours', true, opened_at,
         opened_at + (due_at - opened_at) * 0.7, opened_at + (due_at - opened_at) * 0.9, due_at,
         case when due_at <= now() then 'climbed' else 'none' end,
         case when due_at > now() then opened_at + (due_at - opened_at) * 0.7 end
    from cases where closed_at is null and due_at > opened_at;

-- 层级: who has a case in hand after whom, and how long one may be late before it climbs
create table escalation_levels (
  level text primary key check (level in ('micro-grid', 'grid', 'community', 'street', 'county', 'department')),
  -- minutes after a limit is over until the case goes to the level above
  grace_minutes integer not null default 0 check (grace_minutes >= 0),
  -- a 督办单 is written when it climbs
  supervised boolean not null default true,
  -- roles in whose area the case lies that get a copy
  copied_roles text[] not null default '{supervisor,leader}'
);
insert into escalation_levels (level, grace_minutes, supervised) values
  ('micro-grid', 0, false), ('grid', 0, false), ('community', 0, false), ('street', 0, true), ('county', 0, true),
  ('department', 0, true);

-- 督办单
create table supervision_orders (
  id uuid primary key default gen_random_uuid(),
  -- 督办〔year〕serial 号, without gaps
  year integer not null,
  serial integer not null,
  case_id uuid not null references cases,
  limit_id bigint unique references case_limits,
  phase text,
  due_at timestamptz(3),
  department_code text references departments,
  level text not null,
  reason text not null,
  -- null where the product wrote it
  issued_by uuid references users,
  issued_at timestamptz(3) not null default now(),
  answer text,
  answered_by uuid references users,
  answered_at timestamptz(3),
  unique (year, serial)
);
create index supervision_orders_issued on supervision_orders (issued_at desc, id desc);
create index supervision_orders_case on supervision_orders (case_id);
create table supervision_copies (
  order_id uuid not null references supervision_orders,
  user_id uuid not null references users,
  primary key (order_id, user_id)
);
create index supervision_copies_user on supervision_copies (user_id);
