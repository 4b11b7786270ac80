-- 申诉: somebody says that they, or who lives with them, should not be under control; the office answers with a reason, by a clock.
create table control.appeal (
  community_id    uuid not null,
  id              uuid not null,
  case_id         uuid not null,
  account_id      uuid not null,               -- who appealed
  asked_at        timestamptz not null,
  due_at          timestamptz not null,
  sealed_text     bytea,
  digest          bytea not null,              -- keyed: whether the same appeal came again
  state           text not null check (state in ('open', 'proposed', 'upheld', 'corrected')),
  proposed_by     uuid,
  proposed_unit   text,
  sealed_proposal bytea,
  answered_by     uuid,
  answered_unit   text,
  answered_at     timestamptz,
  sealed_answer   bytea,
  primary key (community_id, id),
  check (state <> 'proposed' or proposed_by is not null),
  check ((state in ('upheld', 'corrected')) = (answered_at is not null)),
  check (state <> 'corrected' or answered_by <> proposed_by)
);
create unique index appeal_by_id on control.appeal (id);
-- One at a time of one case.
create unique index appeal_waiting on control.appeal (community_id, case_id) where state in ('open', 'proposed');
create index appeal_of_case on control.appeal (community_id, case_id, asked_at);
alter table control.appeal enable row level security;
alter table control.appeal force row level security;
create policy of_case on control.appeal
  using (exists (select from control.control_case c where c.community_id = appeal.community_id and c.id = appeal.case_id))
  with check (exists (select from control.control_case c where c.community_id = appeal.community_id and c.id = appeal.case_id));
