-- 区划沿革与统计用区划代码: what became of each area and overlay, and the national code of those that have one.
alter table areas.area
  add column code       text check (code ~ '^[0-9]{12}$'),
  add column code_year  smallint,                -- the edition of the national list it stands in; the codes change every year
  add column class_code text check (class_code ~ '^[0-9]{3}$'),  -- 城乡分类代码
  add constraint code_has_year check ((code is null) = (code_year is null)),
  add constraint no_code_below_community check (code is null or level in ('district', 'street', 'community'));
create unique index area_by_code on areas.area (code) where code is not null;

-- As before, and the codes with the rest: of an area above the own one only its counters change.
create or replace function areas.keep_above() returns trigger language plpgsql as $$ begin if not platform.sees(old.path) and (new.id, new.parent_id, new.community_id, new.level, new.name, new.ordinal, new.path, new.version, new.code, new.code_year, new.class_code) is distinct from (old.id, old.parent_id, old.community_id, old.level, old.name, old.ordinal, old.path, old.version, old.code, old.code_year, old.class_code) then raise exception 'area above the own one' using errcode = '42501'; end if; return new; end $$;

-- append-only: areas.area_history
create table areas.area_history (
  community_id uuid not null,                    -- above communities the area stands in for it
  id           uuid not null,
  subject_id   uuid not null,                    -- of an area or an overlay, also of one that is gone
  area_path    text collate "C" not null,        -- where it lay then
  at           timestamptz not null,
  account_id   uuid,
  by_name      bytea,                            -- sealed; null: the house itself
  what         text not null check (what in ('added', 'renamed', 'moved', 'split', 'merged', 'codeSet', 'removed', 'drawn', 'redrawn', 'ended')),
  before       jsonb,
  after        jsonb,
  primary key (community_id, id)
);
create index history_of_subject on areas.area_history (subject_id, id);
create index history_by_path on areas.area_history (area_path, id);
alter table areas.area_history enable row level security;
alter table areas.area_history force row level security;
create policy by_area on areas.area_history using (platform.sees(area_path)) with check (platform.sees(area_path));
