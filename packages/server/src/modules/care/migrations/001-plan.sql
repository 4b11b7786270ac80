-- 重点关爱: who looks after somebody, when they were last spoken to, when next. Of which category somebody is stands sealed in the ledger only.
create schema if not exists care;

-- One running plan for each person in care. The categories are not here; how often and when next are, so that a list and an alarm find it.
create table care.plan (
  community_id     uuid not null,
  id               uuid not null,
  area_path        text collate "C" not null,   -- of the home lived in
  home_id          uuid not null,
  person_id        uuid not null,
  carer_id         uuid,                        -- account
  second_account   uuid,                        -- 党员中心户: an account
  second_person    uuid,                        -- or a person of the ledger
  override_days    smallint check (override_days between 1 and 90),
  override_reason  bytea,
  interval_days    smallint not null check (interval_days between 1 and 90),
  since            date not null,
  until            date,
  last_contact     date,                        -- latest local day somebody was spoken to
  last_result      text,
  next_due         date not null,
  planned_due      date,                        -- the due day for which a task was made
  alarmed_due      date,                        -- the due day for which the community was told
  merged_into      uuid,                        -- who stands for this person today, where it was written twice
  version          integer not null default 1,
  primary key (community_id, id),
  check (second_account is null or second_person is null)
);
create unique index plan_running on care.plan (community_id, person_id) where until is null;
create index plan_of_person on care.plan (person_id);
create index plan_merged on care.plan (merged_into) where merged_into is not null;
create index plan_due on care.plan (next_due, id) where until is null;
create index plan_by_path on care.plan (area_path) where until is null;
create index plan_of_carer on care.plan (carer_id) where until is null;
create index plan_of_second on care.plan (second_account) where until is null and second_account is not null;
alter table care.plan enable row level security;
alter table care.plan force row level security;
create policy by_area on care.plan using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What a carer found, under the id his phone made. Needs and note are sealed.
-- append-only: care.contact
create table care.contact (
  community_id uuid not null,
  id           uuid not null,
  plan_id      uuid not null,
  person_id    uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,            -- by the phone's clock
  received_at  timestamptz not null,
  account_id   uuid,
  way          text not null,
  result       text not null,
  sealed_more  bytea,
  digest       bytea not null,
  primary key (community_id, id)
);
create index contact_of_person on care.contact (person_id, at desc);
alter table care.contact enable row level security;
alter table care.contact force row level security;
create policy by_area on care.contact using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The same id with other bytes: refused, and kept for whoever has to look.
-- append-only: care.contact_conflict
create table care.contact_conflict (
  community_id uuid not null,
  contact_id   uuid not null,
  digest       bytea not null,
  area_path    text collate "C" not null,
  received_at  timestamptz not null,
  account_id   uuid,
  sealed_body  bytea not null,
  primary key (community_id, contact_id, digest)
);
alter table care.contact_conflict enable row level security;
alter table care.contact_conflict force row level security;
create policy by_area on care.contact_conflict using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Who looked after somebody from when on: every change of the two leaves a row.
-- append-only: care.hand
create table care.hand (
  community_id   uuid not null,
  id             uuid not null,
  plan_id        uuid not null,
  person_id      uuid not null,
  area_path      text collate "C" not null,
  at             timestamptz not null,
  account_id     uuid,                          -- who changed it; null: it followed from something else
  why            text not null,
  carer_id       uuid,
  second_account uuid,
  second_person  uuid,
  primary key (community_id, id)
);
create index hand_of_person on care.hand (person_id, id);
alter table care.hand enable row level security;
alter table care.hand force row level security;
create policy by_area on care.hand using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What a community set for a category in place of what the house proposes.
create table care.interval (
  community_id uuid not null,
  category     text not null,
  days         smallint not null check (days between 1 and 90),
  area_path    text collate "C" not null,
  set_by       uuid,
  set_at       timestamptz not null,
  primary key (community_id, category)
);
alter table care.interval enable row level security;
alter table care.interval force row level security;
create policy by_area on care.interval using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy from_below on care.interval for select using (platform.sees_above(area_path));

-- What the community owes all of them: the obligation of tasks that counts it.
create table care.round (
  community_id  uuid primary key,
  obligation_id uuid not null,
  area_path     text collate "C" not null
);
alter table care.round enable row level security;
alter table care.round force row level security;
create policy by_area on care.round using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy from_below on care.round for select using (platform.sees_above(area_path));
