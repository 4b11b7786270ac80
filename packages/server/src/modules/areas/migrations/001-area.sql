-- 区域: the tree that every row hangs on. Reference tables: small, read by all, without people in them.
create schema if not exists areas;

create table areas.area (
  id           uuid primary key,
  parent_id    uuid references areas.area,
  community_id uuid,                         -- own id for a community, null above it
  level        text not null check (level in ('district', 'street', 'community', 'compound', 'building', 'unit')),
  name         text not null,
  ordinal      integer not null check (ordinal > 0),
  path         text collate "C" not null unique,
  homes        integer not null default 0,   -- kept counter: homes beneath it
  -- The highest ordinals ever given directly beneath it. One that was taken back is not given again: grants and orders name paths.
  last_child   integer not null default 0,
  last_home    integer not null default 0,
  version      integer not null default 1,
  unique nulls not distinct (parent_id, name),
  unique nulls not distinct (parent_id, ordinal)
);
create index area_by_community on areas.area (community_id);

alter table areas.area enable row level security;
alter table areas.area force row level security;
-- The chain above the own area is shown for its names.
create policy by_area on areas.area for select using (platform.sees(path) or platform.sees_above(path));
create policy add_area on areas.area for insert with check (platform.sees(path));
create policy remove_area on areas.area for delete using (platform.sees(path));
-- Counters of the areas above change with the homes below; keep_above lets nothing else of them change.
create policy change_area on areas.area for update using (platform.sees(path) or platform.sees_above(path));

create function areas.keep_above() returns trigger language plpgsql as $$ begin if not platform.sees(old.path) and (new.id, new.parent_id, new.community_id, new.level, new.name, new.ordinal, new.path, new.version) is distinct from (old.id, old.parent_id, old.community_id, old.level, old.name, old.ordinal, old.path, old.version) then raise exception 'area above the own one' using errcode = '42501'; end if; return new; end $$;
create trigger keep_above before update on areas.area for each row execute function areas.keep_above();
