-- 申请更正: somebody says that a signal about them is wrong; the office answers with a reason. At the place of the signal, which it follows.
create table status.correction (
  community_id uuid not null,
  id uuid not null,
  signal_id uuid not null,
  person_id uuid not null,
  home_id uuid not null,
  area_path text collate "C" not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  sealed_text bytea,
  -- Keyed: whether the same request came again.
  digest bytea not null,
  state text not null check (state in ('open', 'proposed', 'upheld', 'corrected')),
  proposed_by uuid,
  proposed_unit text,
  sealed_proposal bytea,
  answered_by uuid,
  answered_unit text,
  answered_at timestamptz,
  sealed_answer bytea,
  primary key (community_id, id),
  check (state <> 'proposed' or proposed_by is not null),
  check ((state in ('upheld', 'corrected')) = (answered_at is not null)),
  check (state <> 'corrected' or proposed_by is null or answered_by <> proposed_by)
);
create unique index correction_by_id on status.correction (id);
-- One at a time for one signal.
create unique index correction_waiting on status.correction (community_id, signal_id) where state in ('open', 'proposed');
create index correction_of_person on status.correction (community_id, person_id, asked_at);
create index correction_by_place on status.correction (area_path, asked_at);
alter table status.correction enable row level security;
alter table status.correction force row level security;
create policy by_area on status.correction using (platform.sees(area_path)) with check (platform.sees(area_path));
