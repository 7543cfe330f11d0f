-- Who is on duty, whom an alert reaches by which way, and what became of each message.

-- how people are reached beside the page
create table contacts (
  user_id uuid primary key references users on delete cascade,
  phone text,
  email text
);

-- 值班表: the rotation is checked by Rotation of the contract
create table rosters (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  name_en text not null,
  rotation jsonb not null,
  -- 应急值班表: takes this one's place while the emergency lasts
  emergency_roster_id uuid references rosters check (emergency_roster_id <> id),
  created_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz
);

-- somebody else for a while: the newest that covers an instant counts; taken back, never deleted
create table duty_overrides (
  id uuid primary key default gen_random_uuid(),
  roster_id uuid not null references rosters,
  user_id uuid not null references users,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  reason text,
  swap_id uuid,
  made_by uuid not null references users,
  made_at timestamptz not null default clock_timestamp(),
  undone_at timestamptz,
  undone_by uuid references users
);
create index duty_overrides_roster on duty_overrides (roster_id, to_at) where undone_at is null;

-- 换班: asked, then accepted or declined by whoever would take over
create table duty_swaps (
  id uuid primary key default gen_random_uuid(),
  roster_id uuid not null references rosters,
  asked_by uuid not null references users,
  asked_of uuid not null references users check (asked_of <> asked_by),
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  -- the time that the asker takes over in return
  return_from_at timestamptz,
  return_to_at timestamptz check (return_to_at > return_from_at),
  note text,
  state text not null default 'asked' check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
  asked_at timestamptz not null default now(),
  decided_at timestamptz
);
create index duty_swaps_open on duty_swaps (roster_id) where state = 'asked';

-- 交接班记录
create table duty_notes (
  id bigint generated always as identity primary key,
  roster_id uuid not null references rosters,
  at timestamptz not null default now(),
  author_id uuid not null references users,
  text text not null
);
create index duty_notes_roster on duty_notes (roster_id, id desc);

-- 平急结合: pressed and ended by whom, and why; at most one lasts
create table emergencies (
  id uuid primary key default gen_random_uuid(),
  began_at timestamptz not null default now(),
  began_by uuid not null references users,
  reason text not null,
  ended_at timestamptz,
  ended_by uuid references users,
  end_reason text
);
create unique index emergencies_one_at_a_time on emergencies ((true)) where ended_at is null;

-- a way to reach people; settings carry no secret, secrets are sealed (AES-256-GCM)
create table alert_channels (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('in-app', 'web-push', 'email', 'sms', 'wecom', 'dingtalk', 'feishu', 'webhook')),
  name text not null,
  enabled boolean not null default true,
  -- group channels hear only of what lies in this area; null is everything
  area_code text,
  settings jsonb not null default '{}',
  sealed_secrets bytea,
  secret_names text[] not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz
);
create unique index alert_channels_one_in_app on alert_channels (kind) where kind in ('in-app', 'web-push');
insert into alert_channels (id, kind, name) values
  ('00000000-0000-4000-8000-0000000a1e01', 'in-app', '平台内提醒'),
  ('00000000-0000-4000-8000-0000000a1e02', 'web-push', '浏览器推送');

create table alert_policies (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- checked by PolicyStep of the contract
  steps jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz
);

create table alert_rules (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  enabled boolean not null default true,
  trigger text not null,
  -- checked by RuleFilter of the contract
  filter jsonb not null default '{}',
  policy_id uuid not null references alert_policies,
  created_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz
);

-- how far the event log has been turned into alerts
create table alert_cursor (
  singleton boolean primary key default true check (singleton),
  seq bigint not null
);
insert into alert_cursor (seq)
  select greatest((select coalesce(max(seq), 0) from events), (select seq from event_horizon));

create table alerts (
  id uuid primary key default gen_random_uuid(),
  rule_id uuid not null references alert_rules,
  trigger text not null,
  case_id uuid references cases,
  -- the case's id, or the camera and incident of a pre-alarm
  subject text not null,
  -- what of it: the opening, or one step; nobody is alerted twice for one thing
  cause text not null,
  -- what was known when it happened, checked by AlertFacts of the contract
  facts jsonb not null,
  -- the policy as it was then
  steps jsonb not null,
  state text not null check (state in ('waiting', 'snoozed', 'acknowledged', 'taken', 'unanswered', 'over')),
  step integer not null default 0,
  -- counts the waves of messages
  round integer not null default 0,
  -- when it climbs, or wakes
  due_at timestamptz,
  recipient_ids uuid[] not null default '{}',
  acknowledged_by uuid references users,
  taken_by uuid references users,
  snoozed_by uuid references users,
  happened_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  version integer not null default 1,
  unique (rule_id, subject, cause),
  check ((due_at is not null) = (state in ('waiting', 'snoozed')))
);
create index alerts_due on alerts (due_at) where due_at is not null;
create index alerts_open on alerts (created_at desc) where ended_at is null;
create index alerts_subject_open on alerts (subject) where ended_at is null;
create index alerts_newest on alerts (created_at desc, id desc);

-- who did what with an alert; a null actor is the product itself
create table alert_actions (
  id bigint generated always as identity primary key,
  alert_id uuid not null references alerts,
  at timestamptz not null default clock_timestamp(),
  action text not null,
  actor_id uuid references users,
  by_link boolean not null default false,
  note text,
  data jsonb not null default '{}'
);
create index alert_actions_alert on alert_actions (alert_id, id);

-- one message to one person, or to one group; its id is the idempotency key
create table alert_deliveries (
  id uuid primary key default gen_random_uuid(),
  alert_id uuid not null references alerts,
  round integer not null,
  channel_id uuid not null references alert_channels,
  user_id uuid references users,
  state text not null check (state in ('waiting', 'sent', 'dead', 'grouped', 'dropped')),
  -- waits to be told together with others
  in_group boolean not null default false,
  -- the message that told of it
  summary_id uuid references alert_deliveries,
  due_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0,
  sent_at timestamptz,
  reason text,
  created_at timestamptz not null default clock_timestamp(),
  unique nulls not distinct (alert_id, round, channel_id, user_id)
);
create index alert_deliveries_due on alert_deliveries (due_at) where state = 'waiting';
create index alert_deliveries_alert on alert_deliveries (alert_id, created_at);
create index alert_deliveries_dead on alert_deliveries (created_at desc) where state = 'dead';
create index alert_deliveries_flood on alert_deliveries (channel_id, user_id, created_at desc);

-- every try, written before it is made: one without an end was cut off, and nobody knows whether it arrived
create table alert_attempts (
  id bigint generated always as identity primary key,
  -- null is a test by an administrator
  delivery_id uuid references alert_deliveries,
  channel_id uuid not null references alert_channels,
  at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ok boolean,
  answer text
);
create index alert_attempts_delivery on alert_attempts (delivery_id, id);
create index alert_attempts_channel on alert_attempts (channel_id, at desc);

-- browsers that asked to be pushed to
create table push_subscriptions (
  endpoint text primary key,
  user_id uuid not null references users on delete cascade,
  p256dh text not null,
  auth text not null,
  since timestamptz not null default now()
);
create index push_subscriptions_user on push_subscriptions (user_id);
