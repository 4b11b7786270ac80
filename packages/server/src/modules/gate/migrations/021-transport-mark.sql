-- 急救转运: who is on their way to a hospital or back, and in which vehicle; until then the gates let them pass. What is wrong with them is not known here.
create table gate.transport_mark (
  community_id uuid not null,
  transport_id uuid not null,
  area_path    text collate "C" not null,        -- of the home
  home_id      uuid not null,
  person_ids   uuid[] not null,
  sealed_plate bytea,
  plate_index  bytea,
  from_at      timestamptz not null,
  until_at     timestamptz not null,
  primary key (community_id, transport_id)
);
create index transport_mark_by_end on gate.transport_mark (until_at);
alter table gate.transport_mark enable row level security;
alter table gate.transport_mark force row level security;
create policy by_area on gate.transport_mark using (platform.sees(area_path)) with check (platform.sees(area_path));
-- What a transport is asked for again and again: whether they have gone out.
create index passage_out_of_person on gate.passage (community_id, person_id, at) where direction = 'out' and person_id is not null;
