-- 家庭卡: the invitation printed on a card. The code itself is kept nowhere.
create table registry.invitation (
  community_id uuid not null,
  id           uuid not null,
  home_id      uuid not null,
  area_path    text collate "C" not null,
  code_index   bytea not null,
  account_id   uuid,
  created_at   timestamptz not null,
  until        timestamptz not null,
  ended_at     timestamptz,                      -- replaced by a newer card
  failures     integer not null default 0,       -- wrong proofs, never forgotten
  failed_at    timestamptz,
  primary key (community_id, id)
);
create index invitation_by_code on registry.invitation (code_index);
create index invitation_by_home on registry.invitation (home_id);

alter table registry.invitation enable row level security;
alter table registry.invitation force row level security;
create policy by_area on registry.invitation using (platform.sees(area_path)) with check (platform.sees(area_path));
