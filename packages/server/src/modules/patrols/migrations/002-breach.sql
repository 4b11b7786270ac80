create table patrols.breach (
  community_id  uuid not null,
  id            uuid not null,                 -- made by the phone
  area_id       uuid not null,
  area_path     text collate "C" not null,
  kind          text not null check (kind in ('climbed', 'cut', 'left', 'entered', 'other')),
  at            timestamptz not null,          -- by the phone's clock
  received_at   timestamptz not null,
  account_id    uuid,
  sealed_place  bytea,
  sealed_note   bytea,
  photo_ids     uuid[] not null,
  digest        bytea not null,
  outcome       text check (outcome in ('broughtBack', 'sentAway', 'repaired', 'toPolice', 'nothingFound')),
  answered_at   timestamptz,
  answered_by   uuid,
  sealed_answer bytea,
  primary key (community_id, id)
);
create index breach_by_id on patrols.breach (id);
create index breach_open on patrols.breach (area_path) where answered_at is null;
create index breach_answered on patrols.breach (area_path, answered_at) where answered_at is not null;
alter table patrols.breach enable row level security;
alter table patrols.breach force row level security;
create policy by_area on patrols.breach using (platform.sees(area_path)) with check (platform.sees(area_path));
