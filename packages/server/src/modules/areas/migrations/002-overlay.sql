-- What cuts across the tree: dated, named sets of areas (网格, 切割区域, 三区, 四级包保).
create table areas.overlay (
  id           uuid primary key,
  community_id uuid,                          -- null when it reaches over several communities
  area_path    text collate "C" not null,     -- the smallest area that contains all members
  kind         text not null check (kind in ('grid', 'cutArea', 'zone', 'answerability')),
  name         text not null,
  valid_from   date not null,
  valid_until  date,
  version      integer not null default 1,
  check (valid_until is null or valid_until >= valid_from)
);
create index overlay_by_path on areas.overlay (area_path, kind);

create table areas.overlay_member (
  overlay_id uuid not null references areas.overlay on delete cascade,
  area_id    uuid not null references areas.area on delete cascade,
  area_path  text collate "C" not null,
  primary key (overlay_id, area_id)
);
create index overlay_member_by_path on areas.overlay_member (area_path);

alter table areas.overlay enable row level security;
alter table areas.overlay force row level security;
create policy by_area on areas.overlay for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_overlay on areas.overlay for insert with check (platform.sees(area_path));
create policy change_overlay on areas.overlay for update using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy remove_overlay on areas.overlay for delete using (platform.sees(area_path));

alter table areas.overlay_member enable row level security;
alter table areas.overlay_member force row level security;
create policy by_area on areas.overlay_member for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_member on areas.overlay_member for insert with check (platform.sees(area_path));
create policy change_member on areas.overlay_member for update using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy remove_member on areas.overlay_member for delete using (platform.sees(area_path));
