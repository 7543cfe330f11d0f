-- The district: areas, grids, streets, departments, people, event types, cameras.
create extension if not exists postgis;

create table district (
  singleton boolean primary key default true check (singleton),
  name text not null,
  name_en text not null,
  centre geometry(Point, 4326) not null,
  bounds geometry(Polygon, 4326) not null,
  time_zone text not null default 'Asia/Shanghai'
);

-- county, township or street (街道/镇/乡), community or village (社区/村)
create table areas (
  code text primary key,
  level text not null check (level in ('county', 'township', 'community')),
  name text not null,
  name_en text not null,
  parent_code text references areas,
  geom geometry(MultiPolygon, 4326) not null
);
create index areas_geom on areas using gist (geom);

create table departments (
  code text primary key,
  name text not null,
  name_en text not null
);

create table grids (
  code text primary key,
  name text not null,
  name_en text not null,
  kind text not null check (kind in ('urban', 'rural', 'dedicated')),
  households integer not null check (households >= 0),
  community_code text not null references areas,
  township_code text not null references areas,
  chief_name text,
  chief_phone text,
  valid_from timestamptz not null default '-infinity',
  valid_to timestamptz not null default 'infinity',
  geom geometry(MultiPolygon, 4326) not null
);
create index grids_geom on grids using gist (geom);
create index grids_community on grids (community_code);

create table people (
  id bigint generated always as identity primary key,
  name text not null,
  duty text not null,
  phone text,
  grid_code text references grids,
  department_code text references departments
);
create index people_grid on people (grid_code);

create table streets (
  id bigint generated always as identity primary key,
  name text not null,
  name_en text not null,
  class text not null,
  geom geometry(MultiLineString, 4326) not null
);
create index streets_geom on streets using gist (geom);

create table event_types (
  code text primary key,
  parent_code text references event_types,
  name text not null,
  name_en text not null,
  department_code text references departments,
  limit_value numeric,
  limit_unit text check (limit_unit in ('urgent-hours', 'working-hours', 'working-days', 'calendar-days'))
);

create table cameras (
  code text primary key,
  name text not null,
  name_en text not null,
  kind text not null check (kind in ('street', 'corridor', 'hawk-eye')),
  location geometry(Point, 4326) not null,
  ground_elevation_metres double precision not null default 0,
  height_metres double precision not null,
  bearing_degrees double precision not null,
  tilt_degrees double precision not null,
  horizontal_fov_degrees double precision not null,
  grid_code text references grids,
  -- HLS address; may carry credentials, so it never leaves the server
  stream_url text,
  enabled boolean not null default true,
  scene text check (scene in ('fire-lane', 'straw-burning', 'high-rise-throwing')),
  settings jsonb not null default '{}',
  changed_at timestamptz not null default now()
);
create index cameras_location on cameras using gist (location);
create index cameras_watched on cameras (code) where stream_url is not null and scene is not null and enabled;
