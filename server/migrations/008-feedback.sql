-- What operators say of what the machines found, what they set on a camera for it, and how long cameras were watched.

-- what a machine saw it with: the picture's size, the model, the camera's settings and threshold of that moment
alter table sightings add column seen_with jsonb;

-- append-only: the newest of a case counts
create table feedback (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  -- the sighting that opened the case: its box, score, model and settings are what was judged
  change_id text not null references sightings,
  camera_code text not null references cameras,
  scene text not null,
  verdict text not null check (verdict in ('false-alarm', 'confirmed-but')),
  reason text,
  note text,
  actor_id uuid references users,
  given_at timestamptz not null default now()
);
create index feedback_case on feedback (case_id, given_at desc);
create index feedback_camera on feedback (camera_code, given_at desc);

-- a camera's own ignore-zone or threshold, set from a case; undone, never deleted
create table camera_tunes (
  id uuid primary key default gen_random_uuid(),
  camera_code text not null references cameras,
  scene text not null,
  case_id uuid references cases,
  kind text not null check (kind in ('ignore-zone', 'open-score')),
  polygon jsonb,
  score double precision,
  -- what the camera's own threshold was before; null where it had none
  previous_score double precision,
  actor_id uuid references users,
  set_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid references users,
  check ((kind = 'ignore-zone') = (polygon is not null)),
  check ((kind = 'open-score') = (score is not null))
);
create index camera_tunes_camera on camera_tunes (camera_code, set_at desc);
create index camera_tunes_case on camera_tunes (case_id);

-- how long each camera was really watched, by day of the district: false alarms are counted per camera-day
create table camera_uptime (
  camera_code text not null references cameras,
  day date not null,
  seconds double precision not null default 0,
  primary key (camera_code, day)
);
