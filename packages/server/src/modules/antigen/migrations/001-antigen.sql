-- 抗原自测: kits counted like money, rounds, who is meant, what was handed out and signed for, what was reported.
create schema if not exists antigen;

-- One row a community: the office never gives what it has not.
create table antigen.stock (
  community_id uuid not null primary key,
  area_path    text collate "C" not null,
  received     integer not null,
  out          integer not null,
  returned     integer not null,
  spoilt       integer not null,
  check (received + returned >= out + spoilt)
);
alter table antigen.stock enable row level security;
alter table antigen.stock force row level security;
create policy by_area on antigen.stock using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The book itself: every move, for good. What the rows above and below say is the sum of these.
create table antigen.move (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  kind         text not null check (kind in ('received', 'homeOut', 'enterpriseOut', 'returned', 'spoilt', 'used')),
  count        integer not null check (count > 0),
  at           timestamptz not null,
  account_id   uuid,
  round_id     uuid,
  holder_id    uuid,                             -- the home or the enterprise on the other side
  note         text,
  primary key (community_id, id)
);
create unique index move_by_id on antigen.move (id);
create index move_by_place on antigen.move (area_path, at);
alter table antigen.move enable row level security;
alter table antigen.move force row level security;
create policy by_area on antigen.move using (platform.sees(area_path)) with check (platform.sees(area_path));

create table antigen.round (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  title        text not null,
  age_from     integer not null,
  age_until    integer not null check (age_until >= age_from),
  per_head     integer not null check (per_head > 0),
  with_staff   boolean not null,
  from_day     date not null,
  due_on       date not null,
  age_unknown  integer not null,
  created_by   uuid,
  created_at   timestamptz not null,
  closed_at    timestamptz,
  delete_on    date,
  primary key (community_id, id),
  check ((closed_at is null) = (delete_on is null))
);
create unique index round_by_id on antigen.round (id);
create index round_by_place on antigen.round (area_path);
create index round_to_delete on antigen.round (delete_on) where delete_on is not null;
alter table antigen.round enable row level security;
alter table antigen.round force row level security;
create policy by_area on antigen.round using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Who is meant: somebody of this age at a home, or of the staff of an enterprise.
create table antigen.target (
  community_id  uuid not null,
  round_id      uuid not null,
  person_id     uuid not null,
  home_id       uuid,
  enterprise_id uuid,
  area_path     text collate "C" not null,
  help          text check (help in ('care', 'asked')),
  primary key (community_id, round_id, person_id),
  check (home_id is not null or enterprise_id is not null)
);
create index target_by_place on antigen.target (area_path);
create index target_of_person on antigen.target (community_id, person_id);
create index target_of_home on antigen.target (community_id, home_id) where home_id is not null;
alter table antigen.target enable row level security;
alter table antigen.target force row level security;
create policy by_area on antigen.target using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What a home or an enterprise holds in a round.
create table antigen.holding (
  community_id uuid not null,
  round_id     uuid not null,
  holder_id    uuid not null,
  holder_kind  text not null check (holder_kind in ('home', 'enterprise')),
  area_path    text collate "C" not null,
  given        integer not null,
  used         integer not null,
  returned     integer not null,
  primary key (community_id, round_id, holder_id),
  check (used + returned <= given)
);
create index holding_by_place on antigen.holding (area_path);
alter table antigen.holding enable row level security;
alter table antigen.holding force row level security;
create policy by_area on antigen.holding using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Both sides sign: who gave it, and the home or the enterprise's contact.
create table antigen.hand_out (
  community_id   uuid not null,
  id             uuid not null,
  round_id       uuid not null,
  holder_id      uuid not null,
  holder_kind    text not null check (holder_kind in ('home', 'enterprise')),
  area_path      text collate "C" not null,
  count          integer not null check (count > 0),
  returned       integer not null,
  at             timestamptz not null,
  given_by       uuid,
  confirmed_at   timestamptz,
  sealed_contact bytea,                          -- who signed for an enterprise
  primary key (community_id, id),
  check (returned <= count)
);
create unique index hand_out_by_id on antigen.hand_out (id);
create index hand_out_of_round on antigen.hand_out (community_id, round_id, holder_id);
create index hand_out_by_place on antigen.hand_out (area_path);
alter table antigen.hand_out enable row level security;
alter table antigen.hand_out force row level security;
create policy by_area on antigen.hand_out using (platform.sees(area_path)) with check (platform.sees(area_path));

create table antigen.report (
  community_id  uuid not null,
  id            uuid not null,
  round_id      uuid not null,
  person_id       uuid not null,
  first_person_id uuid not null,                 -- as whom they reported, should two be one and two again
  home_id       uuid,
  area_path     text collate "C" not null,
  at            timestamptz not null,
  received_at   timestamptz not null,
  way           text not null check (way in ('own', 'helped')),
  account_id    uuid,
  sealed_result bytea not null,
  digest        bytea not null,                  -- of what was sent: the same id with other bytes is another report
  photo_id      uuid,
  is_of_stock   boolean not null,                -- one of the kits that were handed out
  asks_pcr      boolean not null,
  pcr_at        timestamptz,
  primary key (community_id, id)
);
create unique index report_by_id on antigen.report (id);
create index report_of_round on antigen.report (community_id, round_id, person_id);
create index report_by_place on antigen.report (area_path);
alter table antigen.report enable row level security;
alter table antigen.report force row level security;
create policy by_area on antigen.report using (platform.sees(area_path)) with check (platform.sees(area_path));
