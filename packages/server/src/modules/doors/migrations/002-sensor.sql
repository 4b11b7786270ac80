-- 门磁: a sensor at the door of a home. It opens nothing and holds nothing shut; it tells when the door opens and closes.
create table doors.sensor (
  community_id uuid not null,
  id uuid not null,
  home_id uuid not null,
  area_path text not null,
  secret_hash bytea not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  is_online boolean not null default false,
  seen_at timestamptz,
  lock_state text,
  -- Per cent, as the sensor says.
  battery smallint,
  primary key (community_id, id)
);
create index sensor_by_id on doors.sensor (id);
create index sensor_by_path on doors.sensor (area_path);
create unique index sensor_of_home on doors.sensor (community_id, home_id) where ended_at is null;
alter table doors.sensor enable row level security;
alter table doors.sensor force row level security;
create policy by_area on doors.sensor using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Once each by the sensor's own count.
-- append-only: doors.sensor_event
create table doors.sensor_event (
  community_id uuid not null,
  sensor_id uuid not null,
  n bigint not null,
  area_path text not null,
  kind text not null check (kind in ('opened', 'closed')),
  at timestamptz not null,
  received_at timestamptz not null,
  primary key (community_id, sensor_id, n)
);
create index sensor_event_by_time on doors.sensor_event (received_at);
alter table doors.sensor_event enable row level security;
alter table doors.sensor_event force row level security;
create policy by_area on doors.sensor_event using (platform.sees(area_path)) with check (platform.sees(area_path));

create or replace function doors.forget_events(before timestamptz) returns void language plpgsql as $$
begin
  alter table doors.event no force row level security;
  alter table doors.event_conflict no force row level security;
  alter table doors.sensor_event no force row level security;
  delete from doors.event where received_at < before;
  delete from doors.event_conflict where received_at < before;
  delete from doors.sensor_event where received_at < before;
  alter table doors.event force row level security;
  alter table doors.event_conflict force row level security;
  alter table doors.sensor_event force row level security;
end $$;
