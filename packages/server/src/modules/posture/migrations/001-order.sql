-- 平急: dated orders that put an area into watch or emergency under a plan pack. No people in it; names of officials come from their accounts.
create schema if not exists posture;

create table posture.posture_order (
  id          uuid primary key,
  area_id     uuid not null,
  area_path   text collate "C" not null,
  posture     text not null check (posture in ('peace', 'watch', 'emergency')),
  pack_id     text not null,
  edition     text not null,
  legal_basis text not null,
  purpose     text not null,
  state       text not null check (state in ('drafted', 'inForce', 'ended')),
  drafted_by  uuid not null,
  drafted_at  timestamptz not null,
  approved_by uuid check (approved_by <> drafted_by),
  approved_at timestamptz,
  valid_until date not null,
  ended_by    uuid,
  ended_at    timestamptz,
  end_reason  text,
  check ((state = 'drafted') = (approved_by is null) or state = 'ended')
);
create index order_in_force on posture.posture_order (area_path) where state = 'inForce';
-- One order at a time holds at an area; a new one ends the old.
create unique index one_order_in_force on posture.posture_order (area_id) where state = 'inForce';

alter table posture.posture_order enable row level security;
alter table posture.posture_order force row level security;
-- An order further up holds here too, so it may be read from beneath.
create policy by_area on posture.posture_order for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_order on posture.posture_order for insert with check (platform.sees(area_path));
create policy change_order on posture.posture_order for update using (platform.sees(area_path)) with check (platform.sees(area_path));
