-- 底册: homes, people, who lives where. Personal text is sealed by the application; what can be searched is a keyed index of it.
-- No foreign keys between these tables: both ends of a link are written in one transaction, and 65,000 checks cost a third of an import.
create schema if not exists registry;

create table registry.home (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,                   -- the unit, building or compound it belongs to
  area_path    text collate "C" not null,       -- of the home itself
  ordinal      integer not null check (ordinal > 0),
  door         text not null,
  door_key     text not null,
  floor        smallint,
  use          text not null check (use in ('permanent', 'rented', 'vacant', 'shop', 'dormitory', 'yard')),
  version      integer not null default 1,
  import_id    uuid,
  leaned_on    boolean not null default false,  -- something outside the ledger stands on it: the import that made it stays
  created_at   timestamptz not null,
  primary key (community_id, id),
  unique (community_id, area_id, door_key),
  unique (community_id, area_path)
);
create index home_by_id on registry.home (id);
create index home_by_path on registry.home (area_path);

create table registry.person (
  community_id     uuid not null,
  id               uuid not null,
  area_path        text collate "C" not null,   -- of the home lived in; of the community after moving away
  home_id          uuid,
  name             bytea not null,
  phone            bytea,
  document         bytea,
  document_kind    text check (document_kind in ('residentId', 'hkMoTwPermit', 'foreignPermanentResidence', 'passport', 'other')),
  document_country text,
  care             bytea,
  lang             text,
  name_tokens      integer[] not null,          -- 20 bits of the keyed index of each pair of letters; collisions wanted
  phone_index      bytea,
  phone_tail       bytea,                       -- 16 bits
  document_index   bytea,
  version          integer not null default 1,
  import_id        uuid,
  leaned_on        boolean not null default false,
  created_at       timestamptz not null,
  primary key (community_id, id)
);
create index person_by_id on registry.person (id);
create index person_by_path on registry.person (area_path);
create index person_by_document on registry.person (document_index) where document_index is not null;
create index person_by_phone on registry.person (phone_index) where phone_index is not null;
create index person_by_phone_tail on registry.person (phone_tail) where phone_tail is not null;
create index person_by_name on registry.person using gin (name_tokens);

create table registry.residency (
  community_id uuid not null,
  id           uuid not null,
  person_id    uuid not null,
  home_id      uuid not null,
  area_path    text collate "C" not null,
  kind         text not null check (kind in ('owner', 'family', 'tenant', 'dormitory', 'shopStaff', 'registeredElsewhere')),
  from_day     date not null,
  until_day    date check (until_day >= from_day),
  import_id    uuid,
  primary key (community_id, id)
);
create index residency_by_home on registry.residency (home_id);
create index residency_by_person on registry.residency (person_id);

-- What a person or a home was before somebody changed it. `before` is sealed.
-- append-only: registry.history
create table registry.history (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,
  account_id   uuid,
  person_id    uuid,
  home_id      uuid,
  what         text not null,
  before       bytea,
  primary key (community_id, id)
);
create index history_by_person on registry.history (person_id);
create index history_by_home on registry.history (home_id);

alter table registry.home enable row level security;
alter table registry.home force row level security;
create policy by_area on registry.home using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.person enable row level security;
alter table registry.person force row level security;
create policy by_area on registry.person using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.residency enable row level security;
alter table registry.residency force row level security;
create policy by_area on registry.residency using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.history enable row level security;
alter table registry.history force row level security;
create policy by_area on registry.history using (platform.sees(area_path)) with check (platform.sees(area_path));
