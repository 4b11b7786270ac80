-- 双人办理: acts that one person does not do alone, and who put their name to them. No people in it: ids, counts, offices.
create schema if not exists approvals;

create table approvals.act (
  -- The community, or the area itself where the act is about a larger one.
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  kind         text not null,
  subject_id   uuid not null,
  -- SHA-256 of what was opened, in one form only: what is signed is what was opened.
  digest       bytea not null,
  people       integer not null check (people >= 0),
  -- Signatures beside the author's hand, before many people make it one more.
  base         integer not null check (base > 0),
  -- Held by whoever may sign.
  permission   text not null,
  author       uuid not null,
  author_unit  text not null,
  opened_at    timestamptz not null,
  expires_at   timestamptz not null,
  state        text not null check (state in ('open', 'done', 'withdrawn')),
  closed_at    timestamptz,
  primary key (community_id, id),
  check ((state = 'open') = (closed_at is null))
);
-- One at a time of a kind about a subject.
create unique index one_open_act on approvals.act (kind, subject_id) where state = 'open';
create index act_of_subject on approvals.act (subject_id);
create index act_by_place on approvals.act (area_path, opened_at);
create index act_of_unit on approvals.act (kind, author_unit, opened_at);
alter table approvals.act enable row level security;
alter table approvals.act force row level security;
create policy by_area on approvals.act using (platform.sees(area_path)) with check (platform.sees(area_path));

create table approvals.signature (
  community_id uuid not null,
  act_id       uuid not null,
  account_id   uuid not null,
  area_path    text collate "C" not null,
  unit         text not null,
  signed_at    timestamptz not null,
  primary key (community_id, act_id, account_id),
  foreign key (community_id, act_id) references approvals.act (community_id, id)
);
create index signature_of_unit on approvals.signature (unit, signed_at);
create index signature_by_place on approvals.signature (area_path);
-- append-only: approvals.signature
alter table approvals.signature enable row level security;
alter table approvals.signature force row level security;
create policy by_area on approvals.signature using (platform.sees(area_path)) with check (platform.sees(area_path));
