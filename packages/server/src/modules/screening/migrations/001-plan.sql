-- 大规模核酸筛查预案: plans of a mass screening as they were worked out, with the figures they came from. Numbers only, nobody by name.
create schema if not exists screening;

create table screening.plan (
  community_id uuid not null,                   -- of the area it is made for, a community or an area above several
  id           uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  name         text not null,
  people       integer not null check (people > 0),
  plan         jsonb not null,
  changed_by   uuid,
  changed_at   timestamptz not null,
  version      integer not null,
  primary key (community_id, id)
);
create unique index plan_by_id on screening.plan (id);
create index plan_by_place on screening.plan (area_path, changed_at);
alter table screening.plan enable row level security;
alter table screening.plan force row level security;
create policy by_area on screening.plan using (platform.sees(area_path)) with check (platform.sees(area_path));
