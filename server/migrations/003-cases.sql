-- Cases, what cameras saw of them, the steps taken, and their evidence.
create sequence case_number_seq;

create table cases (
  id uuid primary key default gen_random_uuid(),
  number text not null unique,
  source text not null,
  scene text,
  type_code text not null references event_types,
  department_code text references departments,
  state text not null,
  condition text check (condition in ('ongoing', 'cleared')),
  location geometry(Point, 4326) not null,
  uncertainty jsonb,
  grid_code text references grids,
  street_id bigint references streets,
  camera_code text references cameras,
  score double precision,
  text text,
  started_at timestamptz not null,
  -- milliseconds, as the API writes it: a page starts exactly behind the last one
  opened_at timestamptz(3) not null,
  last_seen_at timestamptz,
  cleared_at timestamptz,
  accepted_at timestamptz,
  closed_at timestamptz,
  due_at timestamptz,
  rating smallint,
  sightings integer not null default 0,
  version integer not null default 1
);
create index cases_opened on cases (opened_at desc, id desc);
create index cases_open on cases (opened_at desc, id desc) where closed_at is null;
create index cases_open_grid on cases (grid_code) where closed_at is null;
create index cases_grid on cases (grid_code, opened_at desc);
create index cases_scene on cases (scene, opened_at desc, id desc) where scene is not null;
create index cases_type on cases (type_code, opened_at desc, id desc);
create index cases_closed on cases (closed_at desc) where closed_at is not null;
create index cases_location on cases using gist (location);
create index cases_open_location on cases using gist (location) where closed_at is null;
create index cases_ai_open on cases (scene) where closed_at is null and source = 'ai';

-- every change that a scene reported; change_id makes a repeat harmless
create table sightings (
  change_id text primary key,
  case_id uuid references cases,
  camera_code text not null references cameras,
  scene text not null,
  incident_key text not null,
  change text not null check (change in ('pre-alarm', 'opened', 'updated', 'cleared')),
  at timestamptz not null,
  started_at timestamptz not null,
  label text not null,
  score double precision not null,
  box jsonb not null,
  track jsonb,
  reasons jsonb not null,
  facts jsonb not null,
  location geometry(Point, 4326),
  uncertainty jsonb,
  recorded_at timestamptz not null default now()
);
create index sightings_case on sightings (case_id, at);
create index sightings_incident on sightings (camera_code, incident_key);

-- incidents that stand in pre-alarm, to show them on a wall that has just been opened
create table pre_alarms (
  camera_code text not null references cameras,
  incident_key text not null,
  scene text not null,
  started_at timestamptz not null,
  location geometry(Point, 4326),
  grid_code text,
  box jsonb not null,
  primary key (camera_code, incident_key)
);

create table case_steps (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases,
  step text not null,
  from_state text,
  to_state text not null,
  at timestamptz not null default now(),
  actor_id uuid,
  note text
);
create index case_steps_case on case_steps (case_id, id);

create table evidence (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  kind text not null check (kind in ('snapshot', 'clip', 'before', 'after')),
  camera_code text references cameras,
  storage_key text not null unique,
  sha256 text not null,
  bytes bigint not null,
  content_type text not null,
  from_at timestamptz,
  to_at timestamptz,
  created_at timestamptz not null default now(),
  unique (case_id, kind)
);

-- what retention removed, and when
create table evidence_deletions (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases,
  kind text not null,
  storage_key text not null,
  sha256 text not null,
  deleted_at timestamptz not null default now(),
  why text not null
);

-- clips waiting to be cut by the worker that keeps the camera's segments
create table clip_jobs (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases unique,
  camera_code text not null references cameras,
  -- the worker that recorded the change and so keeps the camera's last minutes
  worker_id text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  note text
);
create index clip_jobs_due on clip_jobs (worker_id, due_at) where state = 'waiting';
