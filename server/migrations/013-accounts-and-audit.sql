-- Accounts that are administered, second factors, and the log of who did, saw and exported what.
alter table users
  add column phone text,
  add column disabled_at timestamptz,
  -- by the security administrator, or until they have agreed to a new administrator
  add column locked_at timestamptz,
  -- at a sign-in, and while a session is used
  add column last_seen_at timestamptz,
  add column must_change_password boolean not null default false,
  add column password_changed_at timestamptz not null default now(),
  -- the TOTP secret, sealed with a key that the database doesn't hold
  add column totp_secret bytea,
  -- null until the first code was right
  add column totp_since timestamptz,
  -- the time step of the last code that was taken: none is good twice
  add column totp_last_step bigint,
  -- demo accounts, which must be able to sign in without a phone at hand
  add column second_factor_exempt boolean not null default false;

-- 恢复码: each opens the door once where the phone is lost
create table recovery_codes (
  user_id uuid not null references users on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

alter table sessions
  add column id uuid not null unique default gen_random_uuid(),
  add column address text,
  add column user_agent text,
  -- without use it ends after this long
  add column idle_minutes integer not null default 720;

-- 停用 departments are offered no more, and go on being named where cases name them
alter table departments add column retired_at timestamptz;

-- 审计日志: each row carries the SHA-256 of itself and of the row before (server/audit/audit-chain.ts)
create table audit_log (
  number bigint primary key,
  at timestamptz(3) not null,
  actor_id uuid,
  actor text,
  role text,
  address text,
  action text not null,
  object_kind text,
  object_id text,
  object_name text,
  result text not null check (result in ('done', 'refused')),
  details jsonb not null,
  previous_hash bytea not null,
  hash bytea not null
);
create index audit_log_at on audit_log (at);
create index audit_log_actor on audit_log (actor_id, number desc);
create index audit_log_action on audit_log (action, number desc);
create index audit_log_object on audit_log (object_kind, object_id, number desc);

-- what retention took away: the chain goes on from the last row that is gone
create table audit_cuts (
  number bigint primary key,
  hash bytea not null,
  rows_deleted bigint not null,
  before timestamptz not null,
  cut_at timestamptz not null default now()
);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  -- half a year is kept whatever the settings say (等保三级, 网络安全法)
  if tg_op = 'DELETE' and tg_table_name = 'audit_log' then
    if old.at < now() - interval '180 days' then
      return old;
    end if;
  end if;
  raise exception 'the audit log is append-only';
end $$;
create trigger audit_log_keeps before update or delete on audit_log
  for each row execute function audit_is_append_only();
create trigger audit_log_keeps_all before truncate on audit_log
  for each statement execute function audit_is_append_only();
create trigger audit_cuts_keep before update or delete on audit_cuts
  for each row execute function audit_is_append_only();
create trigger audit_cuts_keep_all before truncate on audit_cuts
  for each statement execute function audit_is_append_only();
