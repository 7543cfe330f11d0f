-- Who may log in. Roles and areas are refined later; nobody without a session sees anything.
create table users (
  id uuid primary key default gen_random_uuid(),
  username text not null unique,
  name text not null,
  role text not null check (role in ('operator', 'dispatcher', 'leader', 'admin')),
  password_hash text not null,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);

create table sessions (
  -- SHA-256 of the cookie's token: the table alone opens no door
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- values made once, e.g. the key that signs live addresses
create table secrets (
  name text primary key,
  value bytea not null
);
