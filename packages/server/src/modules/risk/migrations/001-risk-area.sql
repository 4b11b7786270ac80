-- 风险地区: places with an outbreak, as the authorities list them. Nobody's own data; kept with their history.
create schema if not exists risk;

-- Held by an area, and good for all beneath it: a street's list is that of its communities' gates.
create table risk.risk_area (
  id         uuid primary key,
  area_id    uuid not null,
  area_path  text collate "C" not null,
  name       text not null,
  code       text check (code ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  level      text not null check (level in ('high', 'medium', 'low')),
  from_day   date not null,
  until_day  date check (until_day >= from_day),
  version    integer not null default 1,
  -- Listed once: by its code where it has one.
  entry_key  text not null,
  unique (area_id, entry_key)
);
create index risk_area_by_path on risk.risk_area (area_path, until_day);
alter table risk.risk_area enable row level security;
alter table risk.risk_area force row level security;
-- A list from further up holds here too, so it may be read from beneath.
create policy by_area on risk.risk_area for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_area on risk.risk_area for insert with check (platform.sees(area_path));
create policy change_area on risk.risk_area for update using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Who listed what, when, as it stood after the change.
-- append-only: risk.risk_change
create table risk.risk_change (
  id           uuid primary key,
  risk_area_id uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,
  account_id   uuid,
  what         text not null check (what in ('added', 'imported', 'edited', 'ended')),
  name         text not null,
  code         text,
  level        text not null,
  from_day     date not null,
  until_day    date
);
create index risk_change_of on risk.risk_change (risk_area_id, at);
alter table risk.risk_change enable row level security;
alter table risk.risk_change force row level security;
create policy by_area on risk.risk_change for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_change on risk.risk_change for insert with check (platform.sees(area_path));
