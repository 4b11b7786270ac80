-- 房东包管房客: who answers for rented homes, the link a landlord reports by, and what was reported.
-- A report changes nobody's record: an office accepts it into the ledger or refuses it with a reason.
create table registry.landlord (
  community_id       uuid not null,
  id                 uuid not null,
  area_path          text collate "C" not null,  -- common path of the homes
  name               bytea not null,
  phone              bytea,
  person_id          uuid,                       -- when the landlord stands in this ledger too
  contact_account_id uuid,                       -- 党员联系房东: who keeps in touch, an account or a sealed name
  contact_name       bytea,
  contact_phone      bytea,
  code_index         bytea,                      -- of the link; the code itself is kept nowhere
  link_until         timestamptz,
  heard_at           timestamptz,                -- the last report, whatever it said
  silent_told_at     timestamptz,
  version            integer not null default 1,
  created_at         timestamptz not null,
  closed_at          timestamptz,
  primary key (community_id, id)
);
create index landlord_by_id on registry.landlord (id);
create index landlord_by_path on registry.landlord (area_path);
create index landlord_by_code on registry.landlord (code_index) where code_index is not null;

create table registry.landlord_home (
  community_id uuid not null,
  id           uuid not null,
  landlord_id  uuid not null,
  home_id      uuid not null,
  area_path    text collate "C" not null,        -- of the home
  from_day     date not null,
  until_day    date check (until_day >= from_day),
  primary key (community_id, id)
);
create index landlord_home_by_landlord on registry.landlord_home (landlord_id);
-- Who answers for a home is one landlord at a time.
create unique index landlord_home_now on registry.landlord_home (home_id) where until_day is null;
create index landlord_home_by_path on registry.landlord_home (area_path) where until_day is null;

-- What a landlord said. The id comes from the phone: sent twice it counts once.
-- append-only: registry.tenant_report
create table registry.tenant_report (
  community_id uuid not null,
  id           uuid not null,
  landlord_id  uuid not null,
  home_id      uuid,                             -- null: of all the landlord's homes
  area_path    text collate "C" not null,        -- of the home, or of the landlord
  kind         text not null check (kind in ('arrival', 'departure', 'stillThere')),
  content      bytea not null,                   -- sealed
  reported_at  timestamptz not null,
  primary key (community_id, id)
);
create unique index tenant_report_by_id on registry.tenant_report (id);
create index tenant_report_by_landlord on registry.tenant_report (landlord_id, id);
create index tenant_report_by_path on registry.tenant_report (area_path);

-- The same id with other content: refused, and kept for whoever decides.
-- append-only: registry.tenant_report_other
create table registry.tenant_report_other (
  community_id uuid not null,
  id           uuid not null,
  report_id    uuid not null,
  area_path    text collate "C" not null,
  content      bytea not null,
  reported_at  timestamptz not null,
  primary key (community_id, id)
);
create index tenant_report_other_by_report on registry.tenant_report_other (report_id);

-- What an office made of a report, once.
-- append-only: registry.tenant_decision
create table registry.tenant_decision (
  community_id uuid not null,
  report_id    uuid not null,
  area_path    text collate "C" not null,
  account_id   uuid,
  outcome      text not null check (outcome in ('accepted', 'refused')),
  reason       bytea,                            -- sealed; the landlord reads it
  decided_at   timestamptz not null,
  primary key (community_id, report_id)
);
create index tenant_decision_by_report on registry.tenant_decision (report_id);

-- After how many days without a word a landlord is silent, where a community has chosen otherwise than the draft.
create table registry.landlord_setting (
  community_id uuid not null,
  area_path    text collate "C" not null,
  silent_days  integer not null check (silent_days between 1 and 365),
  primary key (community_id)
);

alter table registry.landlord enable row level security;
alter table registry.landlord force row level security;
create policy by_area on registry.landlord using (platform.sees(area_path)) with check (platform.sees(area_path));
-- A landlord of several buildings is known to the workers of each: through the homes they see.
create policy by_home on registry.landlord for select
  using (not platform.sees(area_path) and exists (select 1 from registry.landlord_home as h where h.landlord_id = landlord.id and platform.sees(h.area_path)));
alter table registry.landlord_home enable row level security;
alter table registry.landlord_home force row level security;
create policy by_area on registry.landlord_home using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.tenant_report enable row level security;
alter table registry.tenant_report force row level security;
create policy by_area on registry.tenant_report using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.tenant_report_other enable row level security;
alter table registry.tenant_report_other force row level security;
create policy by_area on registry.tenant_report_other using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.tenant_decision enable row level security;
alter table registry.tenant_decision force row level security;
create policy by_area on registry.tenant_decision using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.landlord_setting enable row level security;
alter table registry.landlord_setting force row level security;
create policy by_area on registry.landlord_setting using (platform.sees(area_path)) with check (platform.sees(area_path));
-- The community's choice holds for those who work in a part of it.
create policy from_beneath on registry.landlord_setting for select using (platform.sees_above(area_path));
