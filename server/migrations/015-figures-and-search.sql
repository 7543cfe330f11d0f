-- Finding cases by any piece of Chinese or Latin text. PostgreSQL's own parsers find no words in Chinese, and trigrams no
-- words of two characters: so every pair of neighbouring characters is a lexeme of our own.

-- who called, came or wrote, where that is nobody with an account
create table case_contacts (
  case_id uuid primary key references cases,
  name text,
  phone text
);
create index case_contacts_phone on case_contacts (reverse(phone) text_pattern_ops);
create index cases_number_end on cases (reverse(number) text_pattern_ops);
create index cases_state on cases (state, opened_at desc, id desc);
create index cases_department on cases (department_code, opened_at desc, id desc);

-- as it is searched: full-width and half-width, capitals and small letters are one, all punctuation is a gap
create function search_text(given text) returns text immutable strict parallel safe language sql as $$
  select btrim(lower(regexp_replace(normalize(given, NFKC), '[[:space:][:punct:]]+', ' ', 'g')))
$$;

-- every pair of neighbours, and the last character of each run alone, so that a prefix finds single characters
create function search_grams(document text) returns tsvector immutable strict parallel safe language sql as $$
  select coalesce(array_to_tsvector(array_agg(distinct btrim(c[n] || coalesce(c[n + 1], '')))), '')
    from (select string_to_array(document, null) as c) characters, generate_subscripts(c, 1) n
   where c[n] <> ' '
$$;

create table case_search (
  case_id uuid primary key references cases,
  opened_at timestamptz(3) not null,
  document text not null
);
create index case_search_grams on case_search using gin (search_grams(document));

-- what a case can be found by, read anew for these cases
create function index_cases(ids uuid[]) returns void language sql as $$
  insert into case_search (case_id, opened_at, document)
  select c.id, c.opened_at,
         search_text(concat_ws(' ', c.text, t.name, t.name_en, d.name, g.name, v.name, w.name, s.name, s.name_en, u.name, k.name))
    from cases c join event_types t on t.code = c.type_code
    left join departments d on d.code = c.department_code
    left join grids g on g.code = c.grid_code
    left join areas v on v.code = g.community_code
    left join areas w on w.code = g.township_code
    left join streets s on s.id = c.street_id
    left join users u on u.id = c.reporter_id
    left join case_contacts k on k.case_id = c.id
   where c.id = any(ids)
  on conflict (case_id) do update set document = excluded.document where case_search.document <> excluded.document
$$;

create function index_new_cases() returns trigger language plpgsql as $$
begin
  perform index_cases(array(select id from added));
  return null;
end $$;
create trigger cases_search_insert after insert on cases referencing new table as added
  for each statement execute function index_new_cases();

create function index_changed_case() returns trigger language plpgsql as $$
begin
  perform index_cases(array[new.id]);
  return null;
end $$;
create trigger cases_search_update
  after update of text, type_code, department_code, grid_code, street_id, reporter_id on cases for each row
  when ((old.text, old.type_code, old.department_code, old.grid_code, old.street_id, old.reporter_id)
        is distinct from (new.text, new.type_code, new.department_code, new.grid_code, new.street_id, new.reporter_id))
  execute function index_changed_case();

create function index_contacts() returns trigger language plpgsql as $$
begin
  perform index_cases(array(select case_id from changed));
  return null;
end $$;
create trigger case_contacts_insert after insert on case_contacts referencing new table as changed
  for each statement execute function index_contacts();
create trigger case_contacts_update after update on case_contacts referencing new table as changed
  for each statement execute function index_contacts();

-- a type, department, grid, area or street with a new name: its cases are found by that from now on; the trigger's
-- argument says which cases `c` hang on the changed row `$1`
create function index_renamed() returns trigger language plpgsql as $$
begin
  execute 'select index_cases(array(select c.id from cases c where ' || tg_argv[0] || '))' using new;
  return null;
end $$;
create trigger event_types_renamed after update of name, name_en on event_types for each row
  when ((old.name, old.name_en) is distinct from (new.name, new.name_en))
  execute function index_renamed('c.type_code = $1.code');
create trigger departments_renamed after update of name on departments for each row
  when (old.name is distinct from new.name) execute function index_renamed('c.department_code = $1.code');
create trigger streets_renamed after update of name, name_en on streets for each row
  when ((old.name, old.name_en) is distinct from (new.name, new.name_en))
  execute function index_renamed('c.street_id = $1.id');
create trigger grids_renamed after update of name, community_code, township_code on grids for each row
  when ((old.name, old.community_code, old.township_code) is distinct from (new.name, new.community_code, new.township_code))
  execute function index_renamed('c.grid_code = $1.code');
create trigger areas_renamed after update of name on areas for each row
  when (old.name is distinct from new.name)
  execute function index_renamed('c.grid_code in (select g.code from grids g where $1.code in (g.community_code, g.township_code))');

select index_cases(array(select id from cases));

-- what somebody looks for again and again
create table saved_filters (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  name text not null,
  query jsonb not null,
  created_at timestamptz not null default now(),
  unique (user_id, name)
);
