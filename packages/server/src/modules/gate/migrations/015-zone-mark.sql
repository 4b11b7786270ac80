-- 三区、临时静默: the areas in which people are kept in, or visitors out, and from when until when. A later word on a zone takes the place of the earlier one.
create table gate.zone_mark (
  zone_id         uuid not null,
  area_path       text collate "C" not null,
  version         integer not null,
  keeps_in        boolean not null,
  admits_visitors boolean not null,
  from_at         timestamptz not null,
  until_at        timestamptz not null,
  primary key (zone_id, area_path)
);
create index zone_mark_by_end on gate.zone_mark (until_at);
alter table gate.zone_mark enable row level security;
alter table gate.zone_mark force row level security;
-- A zone drawn further up holds here too, so it may be read from beneath.
create policy by_area on gate.zone_mark for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy change_area on gate.zone_mark for all using (platform.sees(area_path)) with check (platform.sees(area_path));
