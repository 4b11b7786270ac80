-- 需求清单: what a household that is kept in asked for, who takes it, how it was met, and whether it came.
create table aid.need (
  community_id   uuid not null,
  id             uuid not null,
  home_id        uuid not null,
  area_path      text collate "C" not null,
  person_id      uuid not null,
  kind           text not null check (kind in ('food', 'medicine', 'doctor', 'talk', 'transport', 'waste', 'repair', 'otherHelp')),
  state          text not null check (state in ('open', 'taken', 'done', 'cannot')),
  asker          text not null check (asker in ('record', 'resident')),
  case_id        uuid,                            -- of the record that said it
  fact_id        uuid,
  said_at        timestamptz not null,
  due_at         timestamptz not null,
  taken_by       uuid,
  ended_at       timestamptz,
  how            text check (how in ('atDoor', 'handed', 'calledBack')),
  heard          text check (heard in ('got', 'missing')),
  photo_ids      uuid[] not null,
  sealed_note    bytea,                           -- what exactly
  sealed_outcome bytea,                           -- advice, or why it cannot be had
  next_call_on   date,
  delete_on      date,
  version        integer not null,
  primary key (community_id, id),
  check ((ended_at is null) = (delete_on is null)),
  check ((fact_id is null) = (case_id is null))
);
create unique index need_by_id on aid.need (id);
-- The same again before it came is the same need.
create unique index need_of_home on aid.need (community_id, home_id, person_id, kind) where ended_at is null;
create index need_by_place on aid.need (area_path, due_at);
create index need_of_fact on aid.need (community_id, fact_id) where fact_id is not null;
create index need_open on aid.need (due_at) where ended_at is null;
create index need_to_delete on aid.need (delete_on) where delete_on is not null;
alter table aid.need enable row level security;
alter table aid.need force row level security;
create policy by_area on aid.need using (platform.sees(area_path)) with check (platform.sees(area_path));
