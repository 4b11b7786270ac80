-- 本地版: an edition of a pack that a place changed for itself: the files it changes, as text, and the examples that go with them.
create table posture.local_edition (
  id           uuid primary key,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  pack_id      text not null,
  base_edition text not null,
  edition      text not null,
  files        jsonb not null,          -- name of a file → its JSON as text
  examples     jsonb not null,
  note         text not null,
  state        text not null check (state in ('drafted', 'approved', 'withdrawn')),
  drafted_by   uuid not null,
  drafted_unit text not null,
  drafted_at   timestamptz not null,
  approved_at  timestamptz,
  check ((state = 'approved') = (approved_at is not null))
);
-- A number is given once, also when what bore it was withdrawn.
create unique index one_local_edition on posture.local_edition (pack_id, edition);

alter table posture.local_edition enable row level security;
alter table posture.local_edition force row level security;
-- Rules in force are no secret; a draft is its place's own.
create policy read_edition on posture.local_edition for select using (state = 'approved' or platform.sees(area_path) or platform.sees_above(area_path));
create policy add_edition on posture.local_edition for insert with check (platform.sees(area_path));
create policy change_edition on posture.local_edition for update using (platform.sees(area_path)) with check (platform.sees(area_path));
