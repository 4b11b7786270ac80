-- 亮码: what stands against somebody, as far as the gate must know: a verdict and the class of its reason. A later version wins, in whatever order they are heard.
create table gate.status_mark (
  community_id uuid not null,
  person_id uuid not null,
  home_id uuid not null,
  area_path text not null,
  verdict text not null check (verdict in ('green', 'yellow', 'red')),
  reason text,
  until timestamptz,
  version integer not null,
  primary key (community_id, person_id)
);
create index status_mark_against on gate.status_mark (community_id, home_id) where verdict <> 'green';
alter table gate.status_mark enable row level security;
alter table gate.status_mark force row level security;
create policy by_area on gate.status_mark using (platform.sees(area_path)) with check (platform.sees(area_path));
-- What the guard saw on the phone of somebody whom no list knows.
alter table gate.passage add column seen text check (seen in ('green', 'yellow', 'red', 'none'));
