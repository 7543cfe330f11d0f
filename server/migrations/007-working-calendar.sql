-- When offices work, checked by WorkingCalendar of the contract; without a row the shipped calendar counts.
create table working_calendar (
  singleton boolean primary key default true check (singleton),
  calendar jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by uuid references users
);
