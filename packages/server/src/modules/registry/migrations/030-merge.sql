-- 重复与合并: two rows that are one person, and what was merged, so that it can be taken back to the last byte.

-- The kept row of a person who was written twice. Such a row is never deleted; lists and searches pass it over.
alter table registry.person
  add column merged_into uuid,
  add column birth_index bytea;                 -- keyed index of name and birthday, where the document says one
create index person_by_birth on registry.person (birth_index) where birth_index is not null;
create index person_merged on registry.person (merged_into) where merged_into is not null;

-- A home that was joined to another is empty and stays as a row. Its door is free again.
alter table registry.home
  add column retired_at timestamptz,
  add column merged_into uuid;
alter table registry.home drop constraint home_community_id_area_id_door_key_key;
create unique index home_door on registry.home (community_id, area_id, door_key) where retired_at is null;

alter table registry.history
  add column other_id uuid,                     -- the other person or home of a merge, the home moved to
  add column detail   text;                     -- what is not personal: a use, a door

-- Pairs that may be one person. What was decided is never asked again.
create table registry.duplicate_pair (
  community_id uuid not null,                   -- of the first
  id           uuid not null,
  area_path    text collate "C" not null,       -- the smallest area that contains both: whoever sees only one of them sees no pair
  person_a     uuid not null,
  person_b     uuid not null,
  matches      text[] not null,
  is_across    boolean not null default false,  -- in two communities
  decision     text check (decision in ('same', 'different')),
  found_at     timestamptz not null,
  decided_at   timestamptz,
  decided_by   uuid,
  primary key (community_id, id),
  unique (community_id, person_a, person_b),
  check (person_a < person_b)
);
create index duplicate_pair_open on registry.duplicate_pair (area_path, id) where decision is null;
create index duplicate_pair_by_id on registry.duplicate_pair (id);
create index duplicate_pair_across on registry.duplicate_pair (id) where is_across and decision is null;
create index duplicate_pair_of_a on registry.duplicate_pair (person_a);
create index duplicate_pair_of_b on registry.duplicate_pair (person_b);

-- One side of a pair across communities. It says only that the street has been told.
create table registry.known_elsewhere (
  community_id uuid not null,
  person_id    uuid not null,
  area_path    text collate "C" not null,
  told_at      timestamptz not null,
  primary key (community_id, person_id)
);
create index known_elsewhere_by_path on registry.known_elsewhere (area_path);

-- One merge or split, and the rows it touched as they stood before and after (sealed fields as they stand in the table).
create table registry.reshaping (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  kind         text not null check (kind in ('mergePeople', 'splitHome', 'mergeHomes')),
  kept_id      uuid not null,
  other_id     uuid not null,
  at           timestamptz not null,
  account_id   uuid,
  undo_until   timestamptz,
  undone_at    timestamptz,
  undone_by    uuid,
  memo         jsonb,                           -- what access must know to give the accounts back
  primary key (community_id, id)
);
create index reshaping_by_id on registry.reshaping (id);
create index reshaping_by_path on registry.reshaping (area_path, id);

create table registry.reshaping_row (
  community_id uuid not null,
  reshaping_id uuid not null,
  area_path    text collate "C" not null,
  of_table     text not null,
  row_id       uuid not null,
  before       jsonb not null,
  after        jsonb,
  primary key (community_id, reshaping_id, of_table, row_id)
);

alter table registry.duplicate_pair enable row level security;
alter table registry.duplicate_pair force row level security;
create policy by_area on registry.duplicate_pair using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.known_elsewhere enable row level security;
alter table registry.known_elsewhere force row level security;
create policy by_area on registry.known_elsewhere using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.reshaping enable row level security;
alter table registry.reshaping force row level security;
create policy by_area on registry.reshaping using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.reshaping_row enable row level security;
alter table registry.reshaping_row force row level security;
create policy by_area on registry.reshaping_row using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The smallest path that contains both: '/1/2/14/3/' and '/1/2/9/' → '/1/2/'.
create function registry.common_path(a text, b text) returns text language sql immutable parallel safe as $$
  select '/' || coalesce(string_agg(step || '/', '' order by at), '')
  from (
    select x.step, x.at, bool_and(x.step is not distinct from y.step) over (order by x.at) as same
    from unnest(string_to_array(trim(both '/' from a), '/')) with ordinality as x (step, at)
    left join unnest(string_to_array(trim(both '/' from b), '/')) with ordinality as y (step, at) on y.at = x.at
  ) as steps where same
$$;
