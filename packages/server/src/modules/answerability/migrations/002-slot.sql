-- 责任人: whom a case, a person in care or a household has, slot by slot; hand-overs; and every change.

-- An empty hand_id is a gap, with why. Who stands in for one who is away stands beside him, so that it is given back.
create table answerability.slot (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,   -- of the home
  home_id      uuid not null,
  subject_kind text not null check (subject_kind in ('controlCase', 'carePerson', 'home')),
  subject_id   uuid not null,
  person_id    uuid,                             -- whom it is for; null: the household
  slot         text not null,
  hand_id      uuid,
  cover_id     uuid,
  is_kept      boolean not null default false,   -- given by hand: stays without a list
  gap          text,
  opened_at    timestamptz not null,
  released_at  timestamptz,
  primary key (community_id, id),
  check (cover_id is null or hand_id is not null)
);
create unique index slot_of_subject on answerability.slot (subject_kind, subject_id, slot) where released_at is null;
create index slot_by_id on answerability.slot (id);
create index slot_open on answerability.slot (community_id) where released_at is null;
create index slot_by_path on answerability.slot (area_path, id) where released_at is null;
create index slot_of_hand on answerability.slot (hand_id) where released_at is null;
create index slot_of_cover on answerability.slot (cover_id) where released_at is null and cover_id is not null;
alter table answerability.slot enable row level security;
alter table answerability.slot force row level security;
create policy by_area on answerability.slot using (platform.sees(area_path)) with check (platform.sees(area_path));

create table answerability.handover (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text collate "C" not null,   -- the smallest that contains its homes
  from_hand     uuid not null,
  to_hand       uuid not null,
  slot_ids      uuid[] not null,
  state         text not null,
  offered_by    uuid,
  offered_at    timestamptz not null,
  answered_by   uuid,
  answered_at   timestamptz,
  sealed_reason bytea,
  primary key (community_id, id)
);
create index handover_by_id on answerability.handover (id);
create index handover_open on answerability.handover (community_id) where state = 'offered';
alter table answerability.handover enable row level security;
alter table answerability.handover force row level security;
create policy by_area on answerability.handover using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy from_below on answerability.handover for select using (platform.sees_above(area_path));

-- append-only: answerability.change
create table answerability.change (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  slot_id      uuid not null,
  subject_kind text not null,
  subject_id   uuid not null,
  slot         text not null,
  at           timestamptz not null,
  account_id   uuid,                         -- who changed it; null: it followed from the lists
  why          text not null,
  hand_id      uuid,
  cover_id     uuid,
  primary key (community_id, id)
);
create index change_of_subject on answerability.change (subject_kind, subject_id, id);
alter table answerability.change enable row level security;
alter table answerability.change force row level security;
create policy by_area on answerability.change using (platform.sees(area_path)) with check (platform.sees(area_path));
