-- 守小门: the gates, the codes people show there, and who passed.
create schema gate;

create table gate.gate (
  id uuid primary key,
  community_id uuid not null,
  area_id uuid not null,
  area_path text not null,
  name text not null,
  is_open boolean not null default true,
  unique (community_id, area_id, name)
);
alter table gate.gate enable row level security;
alter table gate.gate force row level security;
-- A grid worker of one building answers holds at the gate of the whole compound, so its name is seen from beneath.
create policy by_area on gate.gate using (platform.sees(area_path) or platform.sees_above(area_path)) with check (platform.sees(area_path));

-- What a code stands for. The code itself is signed and kept by nobody; a printed card is kept only as its hash.
create table gate.credential (
  community_id uuid not null,
  id uuid not null,
  area_path text not null,
  person_id uuid,
  home_id uuid not null,
  pass_class text not null check (pass_class in ('personal', 'family', 'paper', 'worker')),
  code_id text not null check (code_id ~ '^[0-9a-f]{16}$'),
  short_code text not null check (short_code ~ '^[0-9]{9}$'),
  issued_at timestamptz not null,
  -- Null: as long as its strips are renewed.
  valid_until timestamptz,
  revoked_at timestamptz,
  revoked_why text,
  primary key (community_id, id),
  unique (community_id, code_id),
  unique (community_id, short_code)
);
create unique index credential_of_person on gate.credential (community_id, person_id, pass_class) where revoked_at is null and person_id is not null;
create unique index credential_of_home on gate.credential (community_id, home_id, pass_class) where revoked_at is null and person_id is null;
create index credential_by_id on gate.credential (id);
alter table gate.credential enable row level security;
alter table gate.credential force row level security;
create policy by_area on gate.credential using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Public halves only. The private half of a key is in the key folder, and gone once the key is old.
create table gate.signing_key (
  kid text primary key,
  public_key bytea not null,
  state text not null check (state in ('next', 'current', 'old')),
  made_at timestamptz not null,
  retired_at timestamptz
);
create unique index one_signing_key on gate.signing_key (state) where state <> 'old';

-- One person through one gate at one time. The phone made the id.
-- append-only: gate.passage, gate.passage_conflict
create table gate.passage (
  community_id uuid not null,
  id uuid not null,
  gate_id uuid not null,
  area_path text not null,
  -- The phone's time, when it came here, and the seconds between them: a device's clock is data, never order.
  at timestamptz not null,
  received_at timestamptz not null,
  late_s integer not null,
  direction text not null,
  means text not null,
  credential_id uuid,
  person_id uuid,
  home_id uuid,
  pass_class text,
  outcome text not null,
  reasons text[] not null,
  guard_says text,
  is_medical boolean not null,
  sealed_temperature bytea,
  sealed_means bytea,
  sealed_note bytea,
  -- Keyed, so that it tells only whether the same bytes came again.
  digest bytea not null,
  account_id uuid,
  primary key (community_id, id)
) partition by range (id);
create table gate.passage_rest partition of gate.passage default;
alter table gate.passage_rest enable row level security;
alter table gate.passage_rest force row level security;
create index passage_of_gate on gate.passage (gate_id, received_at);
alter table gate.passage enable row level security;
alter table gate.passage force row level security;
create policy by_area on gate.passage using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The same id with other bytes: refused, and kept until somebody has looked.
create table gate.passage_conflict (
  community_id uuid not null,
  passage_id uuid not null,
  digest bytea not null,
  gate_id uuid not null,
  area_path text not null,
  received_at timestamptz not null,
  account_id uuid,
  sealed_body bytea not null,
  primary key (community_id, passage_id, digest)
);
alter table gate.passage_conflict enable row level security;
alter table gate.passage_conflict force row level security;
create policy by_area on gate.passage_conflict using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Somebody held at a gate until a doctor or the community has seen them. `area_path` is their home's, or the gate's when they are unknown.
create table gate.hold (
  community_id uuid not null,
  passage_id uuid not null,
  area_path text not null,
  gate_id uuid not null,
  person_id uuid,
  home_id uuid,
  at timestamptz not null,
  reasons text[] not null,
  sealed_temperature bytea,
  resolved_at timestamptz,
  finding text,
  resolved_by uuid,
  sealed_note bytea,
  primary key (community_id, passage_id)
);
create index hold_open on gate.hold (at) where resolved_at is null;
create index hold_by_passage on gate.hold (passage_id);
alter table gate.hold enable row level security;
alter table gate.hold force row level security;
create policy by_area on gate.hold using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Persons with a confirmed case, as far as the gate must know. A case closed before its confirmation was heard stays closed.
create table gate.case_mark (
  community_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  home_id uuid not null,
  area_path text not null,
  closed_at timestamptz,
  primary key (community_id, case_id)
);
create index case_mark_of_person on gate.case_mark (community_id, person_id) where closed_at is null;
create index case_mark_of_home on gate.case_mark (community_id, home_id) where closed_at is null;
alter table gate.case_mark enable row level security;
alter table gate.case_mark force row level security;
create policy by_area on gate.case_mark using (platform.sees(area_path)) with check (platform.sees(area_path));
