-- 重点岗位: who works at what is asked of the ledger; what stands here is what is owed in each community, tests written by hand, and employers' links.
create schema if not exists occupations;

-- One standing obligation a community: every key worker a duty, due by the last test.
create table occupations.round (
  community_id  uuid not null,
  id            uuid not null,                  -- of the obligation
  area_path     text collate "C" not null,
  opened_at     timestamptz not null,
  primary key (community_id)
);
alter table occupations.round enable row level security;
alter table occupations.round force row level security;
create policy by_area on occupations.round using (platform.sees(area_path)) with check (platform.sees(area_path));
-- The standing of a community is no secret to whoever works in one part of it.
create policy from_below on occupations.round for select using (platform.sees_above(area_path));

-- Of whom it is asked, so that it is asked no more of those who left.
create table occupations.asked (
  community_id uuid not null,
  person_id    uuid not null,
  area_path    text collate "C" not null,       -- of the enterprise
  primary key (community_id, person_id)
);
alter table occupations.asked enable row level security;
alter table occupations.asked force row level security;
create policy by_area on occupations.asked using (platform.sees(area_path)) with check (platform.sees(area_path));

-- A test somebody showed evidence of.
create table occupations.test (
  community_id    uuid not null,
  id              uuid not null,                -- made by the caller
  area_path       text collate "C" not null,    -- of the enterprise
  person_id       uuid not null,
  sampled_on      date not null,
  sealed_evidence bytea not null,
  noted_by        uuid not null,
  noted_at        timestamptz not null,
  delete_on       date not null,
  primary key (community_id, id)
);
create unique index test_by_id on occupations.test (id);
create index test_of_person on occupations.test (person_id, sampled_on);
create index test_to_delete on occupations.test (delete_on);
alter table occupations.test enable row level security;
alter table occupations.test force row level security;
create policy by_area on occupations.test using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What an employer opens without an account. Of the code only a keyed index is kept.
create table occupations.link (
  community_id  uuid not null,
  enterprise_id uuid not null,
  area_path     text collate "C" not null,
  code_index    bytea not null unique,
  made_at       timestamptz not null,
  made_by       uuid not null,
  until         timestamptz not null,
  primary key (community_id, enterprise_id)
);
alter table occupations.link enable row level security;
alter table occupations.link force row level security;
create policy by_area on occupations.link using (platform.sees(area_path)) with check (platform.sees(area_path));
