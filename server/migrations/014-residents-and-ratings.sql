-- Residents, known by a phone alone; door plates whose code fills in the place; ratings by signed link; call-backs.
create table residents (
  id uuid primary key default gen_random_uuid(),
  phone text not null unique check (phone ~ '^\+?[0-9]{5,20}$'),
  -- null where the centre wrote the number down and its owner never proved it
  verified_at timestamptz,
  created_at timestamptz not null default now()
);

create table resident_sessions (
  token_hash bytea primary key,
  resident_id uuid not null references residents,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index resident_sessions_resident on resident_sessions (resident_id);

-- the newest code of a phone; a keyed hash, since six digits could be tried
create table phone_codes (
  phone text primary key,
  code_hash bytea not null,
  tries smallint not null default 0,
  expires_at timestamptz not null
);

-- kept by rate-limiter-flexible; all servers count here together
create table rate_limits (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limits_expire on rate_limits (expire);

-- 门牌
create table door_plates (
  code text primary key check (code ~ '^[0-9A-Z]{6,20}$'),
  address text not null,
  address_en text,
  location geometry(Point, 4326) not null,
  grid_code text references grids,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
create index door_plates_grid on door_plates (grid_code, address, code) where retired_at is null;

alter table cases
  add column resident_id uuid references residents,
  add column plate_code text references door_plates;
create index cases_resident on cases (resident_id, opened_at desc, id desc) where resident_id is not null;
create unique index cases_resident_client_key on cases (resident_id, client_key)
  where resident_id is not null and client_key is not null;

alter table photos
  alter column uploaded_by drop not null,
  add column uploaded_by_resident uuid references residents,
  add constraint photos_are_somebodys check (num_nonnulls(uploaded_by, uploaded_by_resident) = 1);

-- one per closing of a case that somebody reported; the address is signed with a key of the server's
create table rating_links (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  closing_step_id bigint not null unique references case_steps,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- the case was opened again, or rated in another way
  voided_at timestamptz,
  -- when the message with it is sent next; null where there is nothing to send, or no more
  send_at timestamptz,
  attempts smallint not null default 0,
  sent_at timestamptz,
  failure text
);
create index rating_links_case on rating_links (case_id);
create index rating_links_due on rating_links (send_at) where send_at is not null;

-- every rating that was ever given; the case itself keeps that of its last closing
create table ratings (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases,
  rating text not null check (rating in ('satisfied', 'so-so', 'not')),
  note text,
  by_link boolean not null,
  rated_at timestamptz not null default now()
);
create index ratings_case on ratings (case_id);

-- 回访: somebody of the centre talks to a reporter who was not satisfied
create table call_backs (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  rating_id bigint not null unique references ratings,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  done_by uuid references users,
  outcome text check (outcome in ('settled', 'reopened', 'unreachable')),
  note text,
  check ((done_at is null) = (outcome is null))
);
create index call_backs_waiting on call_backs (created_at) where done_at is null;

-- what a centre decides about its residents
create table resident_policy (
  singleton boolean primary key default true check (singleton),
  on_dissatisfied text not null default 'call-back' check (on_dissatisfied in ('call-back', 'reopen')),
  rating_days integer not null default 15 check (rating_days between 1 and 365),
  -- the demo district shows codes on the page, where no gateway sends them
  shows_codes boolean not null default false
);
insert into resident_policy default values;
