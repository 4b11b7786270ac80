-- When an area or a home moves, every row that hangs on its path moves along; facts stay where they happened (docs/decisions/0011).

-- Where what once lay at a path lies now. Ordinals are never given twice, so nothing else is ever found at `old_path`.
-- Its own area_path moves along like any other: a place that moved twice is found from both of its former paths.
create table platform.former_place (
  old_path  text collate "C" primary key,
  area_path text collate "C" not null,
  at        timestamptz not null
);
create index former_place_by_path on platform.former_place (area_path);
create index former_place_by_time on platform.former_place (at);
alter table platform.former_place enable row level security;
alter table platform.former_place force row level security;
create policy by_area on platform.former_place using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Everything from a path on that lies beneath it: '0' is the character after '/', and paths compare by bytes.
create function platform.beyond(path text) returns text language sql immutable parallel safe as $$
  select left(path, -1) || '0'
$$;

-- Moves many places at once, each with everything beneath it: one statement a table, by its index of area_path. Runs as whoever asks, under
-- row-level security, and refuses at once what he does not see. Every table with an area_path belongs to it, those of later modules too;
-- what the application may not change (append-only facts) and partitions are left. Answers how many rows moved.
create function platform.move_paths(old_paths text[], new_paths text[], at timestamptz) returns bigint language plpgsql as $$
declare
  place record;
  part bigint;
  moved bigint := 0;
begin
  if cardinality(old_paths) is distinct from cardinality(new_paths) then
    raise exception 'as many new paths as old ones' using errcode = '22023';
  end if;
  for place in select * from unnest(old_paths, new_paths) as m (old_path, new_path) loop
    if place.old_path is null or place.new_path is null or place.old_path !~ '^/([0-9]+/)+(h[0-9]+/)?$' or place.new_path !~ '^/([0-9]+/)+(h[0-9]+/)?$' then
      raise exception 'not a path' using errcode = '22023';
    end if;
    if starts_with(place.new_path, place.old_path) then
      raise exception 'a place cannot move beneath itself' using errcode = '22023';
    end if;
    if not (platform.sees(place.old_path) and platform.sees(place.new_path)) then
      raise exception 'a place outside the scope' using errcode = '42501';
    end if;
  end loop;
  for place in
    select c.oid::regclass as name, a.attname as path
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)'
      and (a.attname = 'area_path' or (n.nspname = 'areas' and c.relname = 'area' and a.attname = 'path'))
      and has_table_privilege('xiaomen_app', c.oid, 'UPDATE')
    -- The tree first: whoever is adding beneath it right now holds its rows, and is waited for.
    order by a.attname = 'area_path', n.nspname, c.relname
  loop
    execute format(
      'update %1$s as t set %2$I = m.new_path || substr(t.%2$I, length(m.old_path) + 1)
       from unnest($1, $2) as m (old_path, new_path)
       where t.%2$I >= m.old_path collate "C" and t.%2$I < platform.beyond(m.old_path) collate "C"', place.name, place.path)
      using old_paths, new_paths;
    get diagnostics part = row_count;
    moved := moved + part;
  end loop;
  insert into platform.former_place (old_path, area_path, at)
    select m.old_path, m.new_path, move_paths.at from unnest(old_paths, new_paths) as m (old_path, new_path) on conflict do nothing;
  -- What was told and not yet heard is to be heard of the place as it is now. What is being heard this very moment is not waited for.
  update platform.outbox as o set payload = (
      select jsonb_object_agg(key, coalesce(
        (select to_jsonb(m.new_path || substr(value #>> '{}', length(m.old_path) + 1)) from unnest(old_paths, new_paths) as m (old_path, new_path)
         where jsonb_typeof(value) = 'string' and starts_with(value #>> '{}', m.old_path) limit 1), value))
      from jsonb_each(o.payload))
    where o.id in (
      select w.id from platform.outbox w where w.done_at is null and jsonb_typeof(w.payload) = 'object'
        and exists (select from unnest(old_paths) as m (old_path), jsonb_each_text(w.payload) where starts_with(value, m.old_path))
      for update skip locked);
  return moved;
end $$;

create function platform.move_paths(old_path text, new_path text, at timestamptz default now()) returns bigint language sql as $$
  select platform.move_paths(array[old_path], array[new_path], at)
$$;
