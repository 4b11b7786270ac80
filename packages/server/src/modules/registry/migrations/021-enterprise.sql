-- 商铺与企业: what trades at a place, and who works there. Staff may live here too, or nowhere in this ledger.
create table registry.enterprise (
  community_id  uuid not null,
  id            uuid not null,
  area_id       uuid not null,                   -- the area it stands in; of the home's, where it has one
  home_id       uuid,
  area_path     text collate "C" not null,       -- of the home, or of the area
  name          text not null,
  name_key      text not null,                   -- as it is searched
  trade         text not null check (trade in ('restaurant', 'pharmacy', 'market', 'supermarket', 'logistics', 'courier', 'constructionSite', 'hotel', 'office', 'school', 'careHome', 'other')),
  state         text not null check (state in ('open', 'closed', 'vacant')),
  contact_name  bytea,
  contact_phone bytea,
  opened_on     date not null,
  closed_on     date check (closed_on >= opened_on),
  version       integer not null default 1,
  created_at    timestamptz not null,
  primary key (community_id, id)
);
create index enterprise_by_id on registry.enterprise (id);
create index enterprise_by_path on registry.enterprise (area_path, id);
create index enterprise_by_home on registry.enterprise (home_id) where home_id is not null;

create table registry.staff (
  community_id  uuid not null,
  id            uuid not null,
  enterprise_id uuid not null,
  person_id     uuid not null,
  area_path     text collate "C" not null,       -- of the enterprise
  occupation    text not null check (occupation in ('coldChain', 'driver', 'courier', 'marketStaff', 'propertyStaff', 'siteWorker', 'cook', 'other')),
  note          bytea,                           -- sealed: what the list of occupations does not say
  from_day      date not null,
  until_day     date check (until_day >= from_day),
  primary key (community_id, id)
);
create index staff_by_id on registry.staff (id);
create index staff_by_enterprise on registry.staff (enterprise_id, id);
-- At one enterprise a person works once at a time.
create unique index staff_now on registry.staff (person_id, enterprise_id) where until_day is null;

alter table registry.enterprise enable row level security;
alter table registry.enterprise force row level security;
create policy by_area on registry.enterprise using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.staff enable row level security;
alter table registry.staff force row level security;
create policy by_area on registry.staff using (platform.sees(area_path)) with check (platform.sees(area_path));
