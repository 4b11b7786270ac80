-- 包保与责任人: who somebody is that answers or looks after, who answers for which place, who is on duty, who is away.
create schema if not exists answerability;

-- Somebody who answers: an account, a person of the ledger, or a name the office wrote down. Once in each community.
create table answerability.hand (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,   -- of the community
  kind         text not null check (kind in ('account', 'person', 'named')),
  account_id   uuid,
  person_id    uuid,
  sealed_name  bytea,                       -- of a name that was written down
  unit         text,
  sealed_phone bytea,                       -- of duty; of a person of the ledger it stands in the ledger
  made_at      timestamptz not null,
  primary key (community_id, id),
  check ((kind = 'account') = (account_id is not null)),
  check ((kind = 'person') = (person_id is not null)),
  check ((kind = 'named') = (sealed_name is not null))
);
create index hand_by_id on answerability.hand (id);
create unique index hand_of_account on answerability.hand (community_id, account_id) where account_id is not null;
create unique index hand_of_person on answerability.hand (community_id, person_id) where person_id is not null;
create index hand_by_account on answerability.hand (account_id) where account_id is not null;
alter table answerability.hand enable row level security;
alter table answerability.hand force row level security;
create policy by_area on answerability.hand using (platform.sees(area_path)) with check (platform.sees(area_path));
-- Who answers for an area is told to everybody beneath it.
create policy from_below on answerability.hand for select using (platform.sees_above(area_path));

-- 四级包保: from a day to a day; whoever follows begins the day after.
create table answerability.answer (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  post         text not null,
  at_kind      text not null check (at_kind in ('area', 'grid')),
  place_id     uuid not null,
  hand_id      uuid not null,
  from_day     date not null,
  until_day    date,
  set_by       uuid,
  set_at       timestamptz not null,
  primary key (community_id, id),
  check (until_day is null or until_day >= from_day)
);
create index answer_of_place on answerability.answer (community_id, place_id, post);
create index answer_of_hand on answerability.answer (hand_id);
alter table answerability.answer enable row level security;
alter table answerability.answer force row level security;
create policy by_area on answerability.answer using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy from_below on answerability.answer for select using (platform.sees_above(area_path));

-- 值班名单: for which slot somebody is on duty where, in which order, with how many households at most.
create table answerability.duty (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  slot         text not null,
  at_kind      text not null check (at_kind in ('area', 'grid')),
  place_id     uuid not null,
  hand_id      uuid not null,
  from_day     date not null,
  until_day    date,
  ordinal      smallint not null,
  most         smallint,
  version      integer not null default 1,
  ended_at     timestamptz,
  primary key (community_id, id),
  check (until_day is null or until_day >= from_day)
);
create index duty_by_id on answerability.duty (id);
create index duty_of_hand on answerability.duty (hand_id) where ended_at is null;
alter table answerability.duty enable row level security;
alter table answerability.duty force row level security;
create policy by_area on answerability.duty using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy from_below on answerability.duty for select using (platform.sees_above(area_path));

create table answerability.absence (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,   -- of the community
  hand_id      uuid not null,
  from_day     date not null,
  until_day    date not null,
  reason       text not null,
  set_by       uuid,
  ended_at     timestamptz,                 -- back before the day
  primary key (community_id, id),
  check (until_day >= from_day)
);
create index absence_by_id on answerability.absence (id);
create index absence_of_hand on answerability.absence (hand_id, until_day) where ended_at is null;
alter table answerability.absence enable row level security;
alter table answerability.absence force row level security;
create policy by_area on answerability.absence using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy from_below on answerability.absence for select using (platform.sees_above(area_path));
