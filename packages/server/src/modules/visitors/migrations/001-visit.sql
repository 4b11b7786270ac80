-- 访客登记: posters of gates, and who wants to come in. Destroyed whole on the deletion day.
create schema if not exists visitors;

-- What the poster of a gate leads to. The code opens nothing: it names a gate to whoever holds the paper, or a photograph of it.
create table visitors.poster (
  community_id uuid not null,
  id           uuid not null,
  gate_id      uuid not null,
  area_path    text collate "C" not null,
  code         text not null unique,
  made_at      timestamptz not null,
  ended_at     timestamptz,
  primary key (community_id, id)
);
create unique index poster_of_gate on visitors.poster (gate_id) where ended_at is null;
alter table visitors.poster enable row level security;
alter table visitors.poster force row level security;
create policy by_area on visitors.poster using (platform.sees(area_path)) with check (platform.sees(area_path));

create table visitors.visit (
  community_id   uuid not null,
  id             uuid not null,
  gate_id        uuid not null,
  -- Of the gate: the guard of it works here.
  area_path      text collate "C" not null,
  -- Of the home, where the door was found: its residents answer here.
  home_id        uuid,
  home_path      text collate "C",
  state          text not null check (state in ('requested', 'hostConfirmed', 'refused', 'issued', 'used', 'expired')),
  sealed_name    bytea not null,
  sealed_phone   bytea,
  sealed_door    bytea not null,
  sealed_purpose bytea not null,
  sealed_from    bytea not null,
  sealed_plate   bytea,
  -- Keyed: what the visitor's own page is found by, and whether the same bytes came again.
  link_index     bytea not null,
  digest         bytea not null,
  requested_at   timestamptz not null,
  present_at     timestamptz,
  presence       text check (presence in ('guard', 'display')),
  present_by     uuid,
  number_tries   smallint not null default 0,
  confirmed_at   timestamptz,
  confirmed_by   text check (confirmed_by in ('host', 'call')),
  confirmed_account_id uuid,
  credential_id  uuid,
  valid_until    timestamptz,
  delete_on      date not null,
  primary key (community_id, id)
);
create index visit_of_gate on visitors.visit (gate_id, requested_at);
create index visit_of_home on visitors.visit (home_id, requested_at) where home_id is not null;
create index visit_by_link on visitors.visit (link_index);
create index visit_by_id on visitors.visit (id);
create index visit_to_delete on visitors.visit (delete_on);
alter table visitors.visit enable row level security;
alter table visitors.visit force row level security;
create policy by_area on visitors.visit using (platform.sees(area_path) or (home_path is not null and platform.sees(home_path)))
  with check (platform.sees(area_path) or (home_path is not null and platform.sees(home_path)));

-- The guard's calls to a host: who called, what was said. Goes with the visit.
create table visitors.call (
  community_id uuid not null,
  id           uuid not null,
  visit_id     uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,
  account_id   uuid,
  outcome      text not null check (outcome in ('confirmed', 'refused', 'noAnswer')),
  primary key (community_id, id)
);
create index call_of_visit on visitors.call (community_id, visit_id);
alter table visitors.call enable row level security;
alter table visitors.call force row level security;
create policy by_area on visitors.call using (platform.sees(area_path)) with check (platform.sees(area_path));
