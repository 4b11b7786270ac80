-- 流调溯源: who is in an investigation, whom they met, and what was done about it. Names, numbers and addresses lie sealed; what is searched exactly is keyed.
create schema if not exists "tracing";

create table "tracing".traced (
  community_id uuid not null,                   -- of where they live; of somebody of elsewhere: the centre's area
  id           uuid not null,
  area_path    text collate "C" not null,
  desk_id      uuid not null,                   -- the area of the centre that looks into it
  label        text not null,
  standing     text not null check (standing in ('case', 'contact', 'secondaryContact', 'none')),
  case_kind    text check (case_kind in ('confirmed', 'asymptomatic', 'probable', 'suspected')),
  person_id    uuid,
  home_id      uuid,
  sealed_said  bytea not null,                  -- name, telephone, document, address, sex, birthday: as they were told
  name_key     bytea,
  phone_key    bytea,
  document_key bytea,
  onset_on     date,
  sampled_on   date,
  reported_on  date not null,
  isolated_on  date,
  last_met_on  date,
  origin       text not null check (origin in ('told', 'ledger', 'tube', 'trace', 'lead', 'file')),
  infection_id uuid,                            -- the case of control it follows
  control_id   uuid,                            -- the control case that was proposed from here
  told_at      timestamptz,
  due_at       timestamptz,
  closed_on    date,
  close_reason text check (close_reason in ('recovered', 'released', 'noContact', 'negative', 'movedAway', 'died', 'registeredInError')),
  made_at      timestamptz not null,
  made_by      uuid,
  version      integer not null,
  primary key (community_id, id),
  check ((closed_on is null) = (close_reason is null)),
  check ((case_kind is not null) = (standing = 'case'))
);
create unique index traced_by_id on "tracing".traced (id);
create unique index traced_label on "tracing".traced (desk_id, label);
-- Nobody is looked into twice at once.
create unique index traced_once_person on "tracing".traced (person_id) where person_id is not null and closed_on is null;
create unique index traced_once_document on "tracing".traced (desk_id, document_key) where document_key is not null and closed_on is null;
create index traced_by_report on "tracing".traced (reported_on desc, id desc);
create index traced_by_standing on "tracing".traced (standing, reported_on desc, id desc);
create index traced_by_place on "tracing".traced (area_path, standing);
create index traced_due on "tracing".traced (due_at) where closed_on is null and due_at is not null;
create index traced_name on "tracing".traced (name_key) where name_key is not null;
create index traced_phone on "tracing".traced (phone_key) where phone_key is not null;
create index traced_document on "tracing".traced (document_key) where document_key is not null;
create index traced_infection on "tracing".traced (infection_id) where infection_id is not null;
alter table "tracing".traced enable row level security;
alter table "tracing".traced force row level security;
create policy by_area on "tracing".traced using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The last number a centre gave. A community that enters somebody takes one of its street's.
create table "tracing".counter (
  desk_id   uuid primary key,
  area_path text collate "C" not null,
  last      integer not null
);
alter table "tracing".counter enable row level security;
alter table "tracing".counter force row level security;
create policy by_area on "tracing".counter using (platform.sees(area_path) or platform.sees_above(area_path))
  with check (platform.sees(area_path) or platform.sees_above(area_path));

-- Two who met. It lies where the one who may have caught it lives.
create table "tracing".exposure (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  from_id      uuid not null,
  to_id        uuid not null,
  kind         text not null check (kind in ('household', 'sameStairs', 'sameTube', 'sameGate', 'samePlace', 'meal', 'care', 'work', 'school', 'transport', 'gathering', 'other')),
  certainty    text not null check (certainty in ('certain', 'probable', 'possible')),
  origin       text not null check (origin in ('told', 'ledger', 'tube', 'trace', 'lead', 'file')),
  day          date not null,
  day_to       date not null,
  minutes      integer check (minutes between 0 and 20160),
  sealed_place bytea,
  is_infection boolean not null,
  is_active    boolean not null,
  made_at      timestamptz not null,
  made_by      uuid,
  version      integer not null,
  primary key (community_id, id),
  check (from_id <> to_id),
  check (day <= day_to),
  check (is_active or not is_infection)
);
create unique index exposure_by_id on "tracing".exposure (id);
create unique index exposure_once on "tracing".exposure (from_id, to_id, kind, day);
-- One gave it to them.
create unique index exposure_source on "tracing".exposure (to_id) where is_infection;
create index exposure_to on "tracing".exposure (to_id);
create index exposure_by_place on "tracing".exposure (area_path);
alter table "tracing".exposure enable row level security;
alter table "tracing".exposure force row level security;
create policy by_area on "tracing".exposure using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What was done about somebody, never changed.
create table "tracing".turn (
  community_id  uuid not null,
  id            uuid not null,
  traced_id     uuid not null,
  area_path     text collate "C" not null,
  at            timestamptz not null,
  account_id    uuid,
  unit          text not null,
  kind          text not null check (kind in ('entered', 'standing', 'dates', 'told', 'control', 'closed', 'reopened', 'source', 'bulk', 'undone')),
  from_word     text,
  to_word       text,
  sealed_reason bytea,
  primary key (community_id, id)
);
create index turn_of_traced on "tracing".turn (traced_id, at);
alter table "tracing".turn enable row level security;
alter table "tracing".turn force row level security;
create policy by_area on "tracing".turn using (platform.sees(area_path)) with check (platform.sees(area_path));

-- One act on many, with what was there before, so that it can be undone as a whole.
create table "tracing".edit (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  kind         text not null check (kind in ('isolated', 'close', 'told')),
  at           timestamptz not null,
  account_id   uuid not null,
  before       jsonb not null,                  -- id, version after it, and the days before it
  undone_at    timestamptz,
  primary key (community_id, id)
);
create unique index edit_by_id on "tracing".edit (id);
create index edit_by_place on "tracing".edit (area_path, at);
alter table "tracing".edit enable row level security;
alter table "tracing".edit force row level security;
create policy by_area on "tracing".edit using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Files that were taken in: the same bytes are known again.
create table "tracing".file (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  digest       bytea not null,
  taken_at     timestamptz not null,
  taken_by     uuid not null,
  primary key (community_id, id)
);
create index file_by_digest on "tracing".file (community_id, digest);
alter table "tracing".file enable row level security;
alter table "tracing".file force row level security;
create policy by_area on "tracing".file using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Lists that left the system, or wait for a second person.
create table "tracing".export (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text collate "C" not null,
  format        text not null check (format in ('zh', 'en', 'goData', 'fhir')),
  with_names    boolean not null,
  people        integer not null,
  sealed_reason bytea not null,
  asked_at      timestamptz not null,
  asked_by      uuid not null,
  asked_unit    text not null,
  signed_by     uuid,
  signed_at     timestamptz,
  primary key (community_id, id)
);
create unique index export_by_id on "tracing".export (id);
create index export_by_place on "tracing".export (area_path, asked_at);
alter table "tracing".export enable row level security;
alter table "tracing".export force row level security;
create policy by_area on "tracing".export using (platform.sees(area_path)) with check (platform.sees(area_path));
