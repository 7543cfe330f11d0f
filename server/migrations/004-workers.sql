-- Who watches which camera, how that goes, and how far it has come.
create table workers (
  id text primary key,
  host text not null,
  started_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  children integer not null default 0,
  provider text,
  provider_note text
);

-- a lease: one worker at a time watches a camera, another takes over when it lapses
create table camera_claims (
  camera_code text primary key references cameras,
  worker_id text not null,
  until timestamptz not null
);
create index camera_claims_worker on camera_claims (worker_id);

create table camera_health (
  camera_code text primary key references cameras,
  state text not null check (state in ('up', 'degraded', 'down')),
  reason text,
  since timestamptz not null default now(),
  frames_per_second double precision,
  lag_ms double precision,
  reported_at timestamptz not null default now()
);

-- end of the last segment of an every-frame camera whose changes are all recorded
create table camera_cursors (
  camera_code text primary key references cameras,
  processed_until timestamptz not null
);
