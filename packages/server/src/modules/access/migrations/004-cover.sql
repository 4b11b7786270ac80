-- 代班: who stands in for whom, from when until when. What the stand-in holds meanwhile are grants of its own, copied from those of the absent
-- account that whoever arranged it may give, and ending with it by themselves.
create table access.cover (
  id            uuid primary key,
  account_id    uuid not null references access.account on delete cascade,   -- who is absent
  by_account_id uuid not null references access.account on delete cascade,   -- who stands in
  area_path     text collate "C" not null,   -- the smallest area that contains all that passes
  valid_from    date not null,
  valid_until   date not null,               -- last local day
  reason        bytea not null,              -- sealed: often an illness
  made_by       uuid,
  made_at       timestamptz not null,
  ended_at      timestamptz,                 -- before its time
  check (valid_until >= valid_from),
  check (account_id <> by_account_id)
);
create index cover_by_account on access.cover (account_id, valid_until);
create index cover_by_stand_in on access.cover (by_account_id, valid_until);
create index cover_by_path on access.cover (area_path, valid_until);
alter table access.cover enable row level security;
alter table access.cover force row level security;
create policy by_area_or_self on access.cover for select using (platform.sees(area_path) or access.is_me(account_id) or access.is_me(by_account_id));
create policy add_cover on access.cover for insert with check (platform.sees(area_path));
create policy change_cover on access.cover for update using (platform.sees(area_path)) with check (platform.sees(area_path));

alter table access.role_grant
  add column cover_id    uuid references access.cover,
  add column copied_from uuid references access.role_grant,
  add check ((cover_id is null) = (copied_from is null));
create index role_grant_by_cover on access.role_grant (cover_id) where cover_id is not null;
create index role_grant_by_origin on access.role_grant (copied_from) where copied_from is not null;
