-- 滞留人员: somebody who has to stay at a place that is no home (a depot, a site). The place is a home of the ledger, so that whoever stays there is
-- counted, looked after and let through as anybody; what is more of it, and of them, stands here.
create table registry.stay_place (
  community_id  uuid not null,
  home_id       uuid not null,
  area_path     text collate "C" not null,       -- of the home
  kind          text not null check (kind in ('depot', 'site', 'dormitory', 'hotel', 'other')),
  use_before    text not null,                   -- of the home, when the place was opened
  opened_on     date not null,
  closed_on     date check (closed_on >= opened_on),
  version       integer not null default 1,
  primary key (community_id, home_id)
);
create index stay_place_by_home on registry.stay_place (home_id);
create index stay_place_by_path on registry.stay_place (area_path, home_id);
alter table registry.stay_place enable row level security;
alter table registry.stay_place force row level security;
create policy by_area on registry.stay_place using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Seen by whoever sees that they stay there: the residency knows where, also after homes were joined.
create table registry.stay (
  community_id  uuid not null,
  residency_id  uuid not null,
  sealed        bytea not null,                  -- plate, where from, employer
  sealed_to     bytea,                           -- where they went
  primary key (community_id, residency_id)
);
create index stay_by_residency on registry.stay (residency_id);
alter table registry.stay enable row level security;
alter table registry.stay force row level security;
create policy of_residency on registry.stay
  using (exists (select from registry.residency r where r.community_id = stay.community_id and r.id = stay.residency_id))
  with check (exists (select from registry.residency r where r.community_id = stay.community_id and r.id = stay.residency_id));
