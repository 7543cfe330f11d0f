-- The ground's height, one regular grid for the district: rows from north to south, decimetres as little-endian int16.
create table terrain (
  singleton boolean primary key default true check (singleton),
  west double precision not null,
  north double precision not null,
  -- degrees per cell
  step_lng double precision not null check (step_lng > 0),
  step_lat double precision not null check (step_lat > 0),
  columns integer not null check (columns > 1),
  rows integer not null check (rows > 1),
  decimetres bytea not null,
  check (length(decimetres) = columns * rows * 2)
);
