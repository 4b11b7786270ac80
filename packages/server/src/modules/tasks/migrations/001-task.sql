-- 待办与覆盖: what is owed for everybody (obligation, duty), who does it (task), what was found at the door (outcome).
create schema if not exists tasks;

-- One obligation may run in several communities of a street: the same id in each.
create table tasks.obligation (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  kind         text not null,
  title        text not null,                 -- what is to be done, never about whom
  source       text not null check (source in ('hand', 'sweeps', 'care', 'registry')),
  source_id    uuid,
  from_day     date not null,
  due_on       date not null,
  state        text not null check (state in ('open', 'closed')),
  created_by   uuid,
  created_at   timestamptz not null,
  closed_at    timestamptz,
  primary key (community_id, id),
  check (due_on >= from_day)
);
create index obligation_by_id on tasks.obligation (id);
create index obligation_by_path on tasks.obligation (area_path, state);
alter table tasks.obligation enable row level security;
alter table tasks.obligation force row level security;
create policy by_area on tasks.obligation using (platform.sees(area_path)) with check (platform.sees(area_path));
-- The plan of the community is no secret to whoever works in one house of it.
create policy from_below on tasks.obligation for select using (platform.sees_above(area_path));

-- One subject of one obligation, once: nothing can be counted twice.
create table tasks.duty (
  community_id  uuid not null,
  obligation_id uuid not null,
  subject_id    uuid not null,
  subject_kind  text not null check (subject_kind in ('home', 'person')),
  home_id       uuid,
  area_path     text collate "C" not null,
  expected_from date not null,
  done_at       timestamptz,
  done_way      text,
  done_by       uuid,
  excuse        text,
  excuse_until  date,
  excuse_note   bytea,
  excused_by    uuid,
  tries         smallint not null default 0,
  last_outcome  text,
  last_reason   text,
  last_at       timestamptz,
  primary key (community_id, obligation_id, subject_id)
);
-- Counting a street reads this index alone.
create index duty_standing on tasks.duty (obligation_id, area_path) include (done_at, expected_from, excuse, excuse_until);
create index duty_by_home on tasks.duty (home_id);
alter table tasks.duty enable row level security;
alter table tasks.duty force row level security;
create policy by_area on tasks.duty using (platform.sees(area_path)) with check (platform.sees(area_path));

create table tasks.task (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text collate "C" not null,
  home_id       uuid,
  subject_kind  text not null check (subject_kind in ('home', 'person')),
  subject_id    uuid not null,
  kind          text not null,
  title         text not null,
  roles         text[] not null,
  account_id    uuid,                          -- handed to this worker; null: whoever of the roles comes first
  obligation_id uuid,
  source        text not null check (source in ('hand', 'sweeps', 'care', 'registry')),
  source_id     uuid not null,
  key           text not null,                 -- within its source: made again, it is the same task
  from_day      date not null,
  due_on        date not null,
  priority      smallint not null,
  state         text not null check (state in ('open', 'done', 'excused', 'cancelled')),
  is_touched    boolean not null default false, -- somebody performed, tried or was handed it: making tasks again leaves it alone
  tries         smallint not null default 0,
  last_outcome  text,
  try_on        date,
  try_part      text,
  done_at       timestamptz,
  done_by       uuid,
  is_disputed   boolean not null default false,
  created_at    timestamptz not null,
  primary key (community_id, id),
  unique (community_id, source, source_id, key)
);
create index task_by_id on tasks.task (id);
create index task_open_by_path on tasks.task (area_path) where state = 'open';
create index task_open_of on tasks.task (account_id) where state = 'open' and account_id is not null;
create index task_open_at_home on tasks.task (home_id) where state = 'open';
create index task_of_duty on tasks.task (community_id, obligation_id, subject_id) where obligation_id is not null;
create index task_done on tasks.task (area_path, done_at) where done_at is not null;
create index task_disputed on tasks.task (area_path) where is_disputed;
alter table tasks.task enable row level security;
alter table tasks.task force row level security;
create policy by_area on tasks.task using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What a worker found, under the id his phone made.
-- append-only: tasks.outcome
create table tasks.outcome (
  community_id uuid not null,
  id           uuid not null,
  task_id      uuid not null,
  area_path    text collate "C" not null,
  home_id      uuid,
  at           timestamptz not null,           -- by the phone's clock
  received_at  timestamptz not null,
  account_id   uuid,
  way          text not null,
  outcome      text not null,
  reason       text,
  try_on       date,
  try_part     text,
  sealed_note  bytea,
  digest       bytea not null,
  primary key (community_id, id)
);
create index outcome_of_task on tasks.outcome (community_id, task_id);
alter table tasks.outcome enable row level security;
alter table tasks.outcome force row level security;
create policy by_area on tasks.outcome using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The same id with other bytes: refused, and kept for whoever has to look.
-- append-only: tasks.outcome_conflict
create table tasks.outcome_conflict (
  community_id uuid not null,
  outcome_id   uuid not null,
  digest       bytea not null,
  area_path    text collate "C" not null,
  received_at  timestamptz not null,
  account_id   uuid,
  sealed_body  bytea not null,
  primary key (community_id, outcome_id, digest)
);
alter table tasks.outcome_conflict enable row level security;
alter table tasks.outcome_conflict force row level security;
create policy by_area on tasks.outcome_conflict using (platform.sees(area_path)) with check (platform.sees(area_path));
