-- Reports by people: a key of their own makes a repeat harmless; photos come before the report that names them.
alter table cases add column client_key text;
create unique index cases_client_key on cases (reporter_id, client_key) where client_key is not null;

create table photos (
  id uuid primary key default gen_random_uuid(),
  -- null until a report or a step names it; it then belongs to that case for good
  case_id uuid references cases,
  storage_key text not null unique,
  sha256 text not null,
  bytes bigint not null,
  width integer not null,
  height integer not null,
  -- kept from what the phone wrote, all else of it is dropped
  taken_at timestamptz,
  location geometry(Point, 4326),
  uploaded_by uuid not null references users,
  uploaded_at timestamptz not null default now()
);
create index photos_case on photos (case_id) where case_id is not null;
create index photos_unnamed on photos (uploaded_at) where case_id is null;
