-- 一天一问一记录: the obligation under which a community's daily records are counted.
create table control.round (
  community_id  uuid primary key,
  obligation_id uuid not null,
  area_path     text collate "C" not null
);
alter table control.round enable row level security;
alter table control.round force row level security;
create policy by_area on control.round using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy from_below on control.round for select using (platform.sees_above(area_path));
