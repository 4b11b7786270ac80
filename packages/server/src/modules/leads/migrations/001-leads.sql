-- 线索: pieces of information that somebody must look into. `community_id` is the centre they came in at, a street as a rule, for as long as they live.
create schema if not exists leads;

-- Who gives leads, and what the columns of its files meant last time.
create table leads.giver (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  name         text not null,
  kind         text not null check (kind in ('positive', 'contact', 'secondaryContact', 'riskArea', 'symptom', 'other')),
  columns      jsonb not null,
  made_by      uuid not null,
  made_at      timestamptz not null,
  primary key (community_id, id)
);
create unique index giver_by_id on leads.giver (id);
create index giver_by_place on leads.giver (area_path);
alter table leads.giver enable row level security;
alter table leads.giver force row level security;
create policy by_area on leads.giver using (platform.sees(area_path) or platform.sees_above(area_path)) with check (platform.sees(area_path));

create table leads.file (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  giver_id     uuid not null,
  digest       bytea not null,                  -- of its bytes
  taken_at     timestamptz not null,
  taken_by     uuid not null,
  rows         integer not null,
  delete_on    date not null,
  primary key (community_id, id)
);
create unique index file_by_id on leads.file (id);
create index file_by_giver on leads.file (giver_id, taken_at);
create index file_to_delete on leads.file (delete_on);
alter table leads.file enable row level security;
alter table leads.file force row level security;
create policy by_area on leads.file using (platform.sees(area_path)) with check (platform.sees(area_path));

-- One person, or one thing, to be looked into. It is at `desk_id` and nowhere else; while it is on its way it is still there, and `offered_to` sees it too.
create table leads.lead (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,       -- of the desk; while it is offered, of whom it is offered to
  desk_id      uuid not null,
  offered_to   uuid,
  kind         text not null check (kind in ('positive', 'contact', 'secondaryContact', 'riskArea', 'symptom', 'other')),
  priority     smallint not null,
  way          text not null check (way in ('file', 'form', 'phone', 'api', 'resident', 'gate', 'case')),
  state        text not null check (state in ('received', 'triaged', 'offered', 'accepted', 'working', 'returned', 'closed')),
  received_at  timestamptz not null,
  accept_by    timestamptz,
  tell_by      timestamptz,
  close_by     timestamptz not null,
  accepted_at  timestamptz,
  told_at      timestamptz,
  closed_at    timestamptz,
  outcome      text check (outcome in ('reached', 'underControl', 'notFound', 'elsewhere', 'noRisk', 'wrongInformation')),
  -- Worked out from the clocks by the database itself: no statement can stop it or forget it.
  due_at       timestamptz generated always as (
    case when state = 'closed' then null
      else least(case when accepted_at is null then accept_by end, case when told_at is null then tell_by end, close_by) end
  ) stored,
  returns      smallint not null,
  sources      integer not null,
  document_key bytea,                           -- keyed
  contact_key  bytea,                           -- keyed: telephone and name
  sealed_said  bytea not null,
  has_phone    boolean not null,
  suggest_id   uuid,
  suggest_way  text check (suggest_way in ('document', 'phone', 'place', 'address')),
  suggest_also uuid,
  suggest_doubt text check (suggest_doubt in ('several', 'elsewhere', 'nothing')),
  person_id    uuid,
  home_id      uuid,
  call_at      timestamptz,                     -- not to be rung before
  tries        smallint not null,
  lang         text,
  held_by      uuid,
  held_until   timestamptz,
  reminded_at  timestamptz,
  moved_at     timestamptz not null,            -- since when it lies where it lies
  version      integer not null,
  delete_on    date not null,
  primary key (community_id, id),
  check ((state = 'offered') = (offered_to is not null)),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (outcome is not null)),
  -- Whatever nobody has taken is the centre's.
  check (state in ('accepted', 'working', 'closed') or desk_id = community_id)
);
create unique index lead_by_id on leads.lead (id);
create index lead_by_state on leads.lead (community_id, state, due_at, id);
create index lead_by_desk on leads.lead (desk_id, state, due_at, id);
create index lead_by_place on leads.lead (area_path, state, due_at, id);
create index lead_by_closing on leads.lead (community_id, closed_at, id) where state = 'closed';
create index lead_closed_at_place on leads.lead (area_path, closed_at, id) where state = 'closed';
create index lead_by_document on leads.lead (community_id, document_key) where document_key is not null and state <> 'closed';
create index lead_by_contact on leads.lead (community_id, contact_key) where contact_key is not null and state <> 'closed';
-- The queue of the call desk.
create index lead_to_call on leads.lead (community_id, priority, due_at, id) where told_at is null and has_phone and state <> 'closed';
create index lead_by_person on leads.lead (person_id) where person_id is not null and state <> 'closed';
create index lead_held on leads.lead (held_by) where held_by is not null;
create index lead_to_delete on leads.lead (delete_on);
alter table leads.lead enable row level security;
alter table leads.lead force row level security;
create policy by_area on leads.lead using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Each word that came, kept also where it joined what another had said of the same person.
create table leads.source (
  community_id uuid not null,
  id           uuid not null,
  lead_id      uuid not null,
  area_path    text collate "C" not null,
  way          text not null check (way in ('file', 'form', 'phone', 'api', 'resident', 'gate', 'case')),
  giver_id     uuid,
  file_id      uuid,
  row_number   integer,
  source_key   bytea not null,                  -- keyed: the same word told again is one
  received_at  timestamptz not null,
  sealed_said  bytea not null,
  told_by      uuid,                            -- the account of a resident
  delete_on    date not null,
  primary key (community_id, id)
);
create unique index source_once on leads.source (community_id, source_key);
create index source_by_lead on leads.source (community_id, lead_id);
create index source_by_giver on leads.source (giver_id, received_at) where giver_id is not null;
create index source_by_teller on leads.source (told_by, received_at) where told_by is not null;
create index source_to_delete on leads.source (delete_on);
alter table leads.source enable row level security;
alter table leads.source force row level security;
create policy by_area on leads.source using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Every act, with where it was before: so that it can be read, and taken back.
create table leads.step (
  community_id uuid not null,
  id           uuid not null,
  lead_id      uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,
  by           uuid,
  kind         text not null check (kind in ('receive', 'merge', 'triage', 'offer', 'takeBack', 'keep', 'accept', 'giveBack', 'recall', 'tell', 'call', 'close', 'reopen', 'remind', 'task', 'visited', 'undo')),
  desk_id      uuid not null,                   -- after it
  version      integer not null,                -- after it
  batch_id     uuid,
  before       jsonb,                           -- of a batch: what it changed
  reason       text check (reason in ('notHere', 'movedAway', 'noSuchAddress', 'notEnough', 'other')),
  sealed_note  bytea,
  is_correction boolean not null,
  delete_on    date not null,
  primary key (community_id, id)
);
create index step_by_lead on leads.step (community_id, lead_id, at);
create index step_by_batch on leads.step (batch_id) where batch_id is not null;
create index step_by_desk on leads.step (desk_id, at);
create index step_corrections on leads.step (community_id, at) where is_correction;
create index step_to_delete on leads.step (delete_on);
alter table leads.step enable row level security;
alter table leads.step force row level security;
create policy by_area on leads.step using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Rows that could not be taken as they were, with what they said.
create table leads.unread (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  giver_id     uuid not null,
  file_id      uuid,
  row_number   integer not null,
  row_key      bytea not null,                  -- keyed
  fault        text not null check (fault in ('no_subject', 'many_names', 'too_long', 'bad_phone', 'bad_document', 'bad_time', 'time_ahead', 'bad_kind')),
  field        text not null check (field in ('reference', 'name', 'phone', 'documentNumber', 'address', 'said', 'kind', 'sentAt')),
  sealed_cells bytea not null,
  state        text not null check (state in ('open', 'mended', 'aside')),
  received_at  timestamptz not null,
  settled_at   timestamptz,
  settled_by   uuid,
  sealed_reason bytea,
  delete_on    date not null,
  primary key (community_id, id),
  check ((state = 'open') = (settled_at is null))
);
create unique index unread_by_id on leads.unread (id);
create unique index unread_once on leads.unread (community_id, row_key);
create index unread_by_place on leads.unread (area_path, state, received_at);
create index unread_to_delete on leads.unread (delete_on);
alter table leads.unread enable row level security;
alter table leads.unread force row level security;
create policy by_area on leads.unread using (platform.sees(area_path)) with check (platform.sees(area_path));

create table leads.call (
  community_id uuid not null,
  id           uuid not null,
  lead_id      uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,
  by           uuid not null,
  outcome      text not null check (outcome in ('reached', 'noAnswer', 'busy', 'wrongNumber', 'refused', 'callBack')),
  sealed_note  bytea,
  digest       bytea not null,                  -- of what was sent: the same id with other content is refused
  delete_on    date not null,
  primary key (community_id, id)
);
create index call_by_lead on leads.call (community_id, lead_id, at);
create index call_to_delete on leads.call (delete_on);
alter table leads.call enable row level security;
alter table leads.call force row level security;
create policy by_area on leads.call using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Where somebody was, from when to when, and with whom: as it was told.
create table leads.statement (
  community_id uuid not null,
  id           uuid not null,
  lead_id      uuid not null,
  call_id      uuid not null,
  area_path    text collate "C" not null,
  area_id      uuid,
  from_at      timestamptz not null,
  until_at     timestamptz,
  sealed_told  bytea not null,
  told_at      timestamptz not null,
  delete_on    date not null,
  primary key (community_id, id)
);
create index statement_by_lead on leads.statement (community_id, lead_id, from_at);
create index statement_to_delete on leads.statement (delete_on);
alter table leads.statement enable row level security;
alter table leads.statement force row level security;
create policy by_area on leads.statement using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Who sits at the call desk, and what they left for the next.
create table leads.seat (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  account_id   uuid not null,
  unit         text not null,
  taken_at     timestamptz not null,
  left_at      timestamptz,
  sealed_note  bytea,
  delete_on    date not null,
  primary key (community_id, id)
);
create unique index seat_once on leads.seat (community_id, account_id) where left_at is null;
create index seat_by_place on leads.seat (area_path, left_at);
create index seat_to_delete on leads.seat (delete_on);
alter table leads.seat enable row level security;
alter table leads.seat force row level security;
create policy by_area on leads.seat using (platform.sees(area_path)) with check (platform.sees(area_path));

-- 3+8+N: one act, and its places.
create table leads.surge (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  until        timestamptz not null,
  began_at     timestamptz not null,
  began_by     uuid not null,
  ended_at     timestamptz,
  primary key (community_id, id)
);
create unique index surge_once on leads.surge (community_id) where ended_at is null;
alter table leads.surge enable row level security;
alter table leads.surge force row level security;
create policy by_area on leads.surge using (platform.sees(area_path)) with check (platform.sees(area_path));

create table leads.post (
  community_id uuid not null,
  id           uuid not null,
  surge_id     uuid not null,
  area_path    text collate "C" not null,
  account_id   uuid not null,
  part         text not null check (part in ('chief', 'line', 'volunteer')),
  line         smallint,
  grant_id     uuid,                            -- lent for it; null for whoever held the role already
  primary key (community_id, id)
);
create unique index post_once on leads.post (surge_id, account_id);
alter table leads.post enable row level security;
alter table leads.post force row level security;
create policy by_area on leads.post using (platform.sees(area_path)) with check (platform.sees(area_path));

create table leads.sample (
  community_id uuid not null,
  id           uuid not null,
  lead_id      uuid not null,
  area_path    text collate "C" not null,
  day          date not null,
  drawn_at     timestamptz not null,
  checked_at   timestamptz,
  checked_by   uuid,
  is_good      boolean,
  sealed_reason bytea,
  delete_on    date not null,
  primary key (community_id, id),
  check ((checked_at is null) = (is_good is null))
);
create unique index sample_by_id on leads.sample (id);
create unique index sample_once on leads.sample (community_id, day, lead_id);
create index sample_to_delete on leads.sample (delete_on);
alter table leads.sample enable row level security;
alter table leads.sample force row level security;
create policy by_area on leads.sample using (platform.sees(area_path)) with check (platform.sees(area_path));

create table leads.channel (
  id          uuid primary key,
  area_id     uuid not null,
  area_path   text collate "C" not null,
  name        text not null,
  kind        text not null check (kind in ('positive', 'contact', 'secondaryContact', 'riskArea', 'symptom', 'other')),
  asked_by    uuid not null,
  asked_unit  text not null,
  asked_at    timestamptz not null,
  agreed_by   uuid,
  agreed_at   timestamptz,
  made_at     timestamptz,                      -- the secret was taken
  ended_at    timestamptz,
  heard_at    timestamptz
);
create index lead_channel_by_place on leads.channel (area_path);
alter table leads.channel enable row level security;
alter table leads.channel force row level security;
create policy by_area on leads.channel using (platform.sees(area_path)) with check (platform.sees(area_path));

create table leads.nonce (
  channel_id uuid not null,
  area_path  text collate "C" not null,
  nonce_key  bytea not null,
  at         timestamptz not null,
  primary key (channel_id, nonce_key)
);
create index lead_nonce_by_age on leads.nonce (at);
alter table leads.nonce enable row level security;
alter table leads.nonce force row level security;
create policy by_area on leads.nonce using (platform.sees(area_path)) with check (platform.sees(area_path));
