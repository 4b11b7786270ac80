-- 转出、转入: a case goes to another community: offered, accepted or returned; or to an office outside the system. Until it is accepted it stays where it is.
create table control.transfer (
  community_id  uuid not null,                 -- where the case is
  id            uuid not null,
  case_id       uuid not null,
  area_path     text collate "C" not null,
  to_community  uuid,                          -- null: nobody chose one yet, or outside the system
  to_path       text collate "C",
  state         text not null check (state in ('suggested', 'offered', 'proposed', 'accepted', 'returned', 'withdrawn', 'sentOut')),
  sealed_words  bytea,                         -- why, which home there, which office and under which number
  offered_by    uuid,                          -- null: the ledger says that the person left
  offered_unit  text,
  offered_at    timestamptz not null,
  answered_by   uuid,
  answered_unit text,
  answered_at   timestamptz,
  sealed_answer bytea,
  to_case       uuid,                          -- what the case is there
  primary key (community_id, id),
  check ((to_community is null) = (to_path is null)),
  check (state not in ('offered', 'accepted', 'returned') or to_community is not null),
  check (state not in ('proposed', 'sentOut') or to_community is null),
  check (state not in ('accepted', 'sentOut') or answered_by <> offered_by),
  check (state <> 'accepted' or to_case is not null)
);
create unique index transfer_by_id on control.transfer (id);
-- One at a time of one case.
create unique index transfer_waiting on control.transfer (community_id, case_id) where state in ('suggested', 'offered', 'proposed');
create index transfer_by_place on control.transfer (area_path, offered_at);
create index transfer_by_target on control.transfer (to_path, offered_at) where to_path is not null;
create index transfer_of_case on control.transfer (community_id, case_id);
alter table control.transfer enable row level security;
alter table control.transfer force row level security;
create policy by_area on control.transfer using (platform.sees(area_path)) with check (platform.sees(area_path));
-- Whom it was offered to sees the offer, and answers it.
create policy by_target on control.transfer using (state in ('offered', 'accepted', 'returned') and platform.sees(to_path))
  with check (state in ('offered', 'accepted', 'returned') and platform.sees(to_path));
