-- 账号权限: who may sign in, what they hold where and when, and which of their sessions live.
-- An account belongs to no community: a person of the district holds grants in many. `area_path` is the smallest area that contains all its grants;
-- who manages that area manages the account.
create schema if not exists access;

create function access.is_me(account uuid) returns boolean language sql stable parallel safe as $$
  select nullif(current_setting('app.account', true), '')::uuid = account
$$;

create table access.account (
  id           uuid primary key,
  area_path    text collate "C" not null,
  login        bytea not null,               -- sealed: offices like to use telephone numbers
  login_index  bytea not null unique,
  name         bytea not null,               -- sealed
  unit         text not null,                -- office, for dual control
  state        text not null check (state in ('active', 'disabled')),
  person_id    uuid unique,                  -- of a resident
  lang         text check (lang in ('zh', 'en')),
  created_at   timestamptz not null,
  last_seen_at timestamptz
);
create index account_by_path on access.account (area_path);
alter table access.account enable row level security;
alter table access.account force row level security;
-- Names of those who answer for the areas above are shown with what they signed.
create policy by_area on access.account for select using (platform.sees(area_path) or platform.sees_above(area_path) or access.is_me(id));
create policy add_account on access.account for insert with check (platform.sees(area_path));
create policy change_account on access.account for update using (platform.sees(area_path) or access.is_me(id));

-- What proves who somebody is, apart from the account, which more people may see.
create table access.credential (
  account_id      uuid primary key references access.account on delete cascade,
  area_path       text collate "C" not null,
  password_hash   text,                      -- argon2id; null: signs in by a family card only
  must_change     boolean not null default false,
  totp            bytea,                     -- sealed secret in use
  totp_pending    bytea,                     -- sealed secret not yet confirmed
  totp_last_step  bigint not null default 0  -- a code counts once
);
alter table access.credential enable row level security;
alter table access.credential force row level security;
create policy by_area_or_self on access.credential using (platform.sees(area_path) or access.is_me(account_id)) with check (platform.sees(area_path) or access.is_me(account_id));

create table access.role_grant (
  id           uuid primary key,
  account_id   uuid not null references access.account on delete cascade,
  role         text not null,
  area_id      uuid,                         -- null for a resident, whose place is a home
  area_path    text collate "C" not null,
  data_classes text[],
  valid_from   date not null,
  valid_until  date,                         -- last local day it holds
  granted_by   uuid,
  granted_at   timestamptz not null,
  revoked_at   timestamptz,
  check (valid_until is null or valid_until >= valid_from)
);
create index role_grant_by_account on access.role_grant (account_id);
create index role_grant_by_path on access.role_grant (area_path, role) where revoked_at is null;
alter table access.role_grant enable row level security;
alter table access.role_grant force row level security;
create policy by_area on access.role_grant for select using (platform.sees(area_path) or platform.sees_above(area_path) or access.is_me(account_id));
create policy add_grant on access.role_grant for insert with check (platform.sees(area_path));
create policy change_grant on access.role_grant for update using (platform.sees(area_path));

create table access.session (
  id           uuid primary key,
  account_id   uuid not null references access.account on delete cascade,
  area_path    text collate "C" not null,
  token_hash   bytea not null unique,        -- SHA-256; the token itself is only with its owner
  device       text not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  idle_minutes integer not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz
);
create index session_by_account on access.session (account_id) where ended_at is null;
alter table access.session enable row level security;
alter table access.session force row level security;
create policy by_area_or_self on access.session using (platform.sees(area_path) or access.is_me(account_id)) with check (platform.sees(area_path) or access.is_me(account_id));

-- Wrong tries, by keyed index of a login or an address: without the key a row says nothing of anybody, and it belongs to no place.
create table access.attempt (
  key          bytea primary key,
  failures     integer not null,
  last_at      timestamptz not null,
  locked_until timestamptz
);
