-- 工地检测场次: when a team, a nearby point or a booked third party tests the people of a site. Who they are is asked of the ledger.
create schema if not exists sites;
create table sites.session (
  community_id    uuid not null,
  id              uuid not null,
  area_path       text collate "C" not null,    -- of the enterprise
  enterprise_id   uuid not null,
  plan_id         uuid,                         -- the plan it was made by, for several sites at once
  kind            text not null check (kind in ('onSite', 'nearby', 'thirdParty')),
  day             date not null,
  from_clock      text not null,
  until_clock     text not null,
  tables          smallint not null check (tables between 1 and 50),
  people          integer not null check (people > 0),
  point_name      text,                         -- of a nearby point
  provider        text,                         -- the firm that was booked
  sealed_contact  bytea,                        -- whom to call there
  provider_staff  smallint,
  max_wait_s      integer not null,             -- as the session was run through
  longest_queue   integer not null,
  state           text not null check (state in ('planned', 'cancelled')),
  made_by         uuid not null,
  made_at         timestamptz not null,
  delete_on       date not null,
  version         integer not null,
  primary key (community_id, id),
  check (from_clock < until_clock),
  check ((kind = 'thirdParty') = (provider is not null)),
  check ((kind = 'nearby') = (point_name is not null))
);
create unique index session_by_id on sites.session (id);
create index session_by_place on sites.session (area_path, day);
create index session_of_plan on sites.session (plan_id) where plan_id is not null;
create index session_to_delete on sites.session (delete_on);
alter table sites.session enable row level security;
alter table sites.session force row level security;
create policy by_area on sites.session using (platform.sees(area_path)) with check (platform.sees(area_path));
