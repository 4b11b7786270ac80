-- 到访与时空交集: places with a code, who checked in there, and who may be told of it. Who somebody is lies sealed and under a keyed mark of the day:
-- whoever reads these rows without the keys cannot tell who was where, nor follow anybody from one day to the next.
create schema if not exists presence;

create table presence.spot (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  name         text not null,
  kind         text not null check (kind in ('shop', 'market', 'clinic', 'pharmacy', 'restaurant', 'office', 'lobby', 'activity', 'transport', 'otherSpot')),
  code         text not null check (code ~ '^[A-Z0-9]{12}$'),  -- of the poster
  screen_no    integer not null,                -- of the address of its screen: another number, another address
  latitude     double precision,
  longitude    double precision,
  made_by      uuid not null,
  made_at      timestamptz not null,
  closed_at    timestamptz,
  primary key (community_id, id)
);
create unique index spot_by_id on presence.spot (id);
create unique index spot_by_code on presence.spot (code);
create unique index spot_once on presence.spot (area_id, name) where closed_at is null;
create index spot_by_place on presence.spot (area_path);
alter table presence.spot enable row level security;
alter table presence.spot force row level security;
create policy by_area on presence.spot using (platform.sees(area_path)) with check (platform.sees(area_path));

create table presence.check_in (
  community_id uuid not null,                   -- of the spot
  id           uuid not null,
  spot_id      uuid not null,
  area_path    text collate "C" not null,       -- of the spot
  at           timestamptz not null,            -- to the minute
  left_at      timestamptz,                     -- null: they did not say, and are taken to have stayed as long as the pack says
  proof        text not null check (proof in ('claimed', 'rotating', 'confirmed')),
  identity     text not null check (identity in ('account', 'code', 'said')),
  tag          bytea not null,                  -- keyed, of the person and the day
  sealed_person bytea not null,
  pairing      text,                            -- shown to whoever confirms it
  digest       bytea not null,                  -- keyed: whether the same came again
  confirmed_by uuid,                            -- somebody of the place; null for its screen
  confirmed_at timestamptz,
  delete_on    date not null,
  primary key (community_id, id),
  check (left_at > at)
);
create unique index check_in_by_id on presence.check_in (id);
create index check_in_of_tag on presence.check_in (tag, at);
create index check_in_assumed on presence.check_in (spot_id, at) where proof <> 'claimed' and left_at is null;
-- Few say when they leave: these alone may reach far back.
create index check_in_left on presence.check_in (spot_id, at) where proof <> 'claimed' and left_at is not null;
create index check_in_claimed on presence.check_in (spot_id, at) where proof = 'claimed';
create index check_in_by_place on presence.check_in (area_path);
create index check_in_to_delete on presence.check_in (delete_on);
alter table presence.check_in enable row level security;
alter table presence.check_in force row level security;
create policy by_area on presence.check_in using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Who asked with whom somebody was, and whether two have agreed. What is found is worked out when it is read and kept nowhere.
create table presence.trace (
  community_id uuid not null,                   -- the community, or the area itself where it is a larger one
  id           uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  ground       text not null check (ground in ('case', 'lead', 'positive', 'instruction')),
  sealed_subject bytea not null,                -- the person, and the case or lead
  sealed_reason bytea not null,
  since        timestamptz not null,
  until        timestamptz not null,
  ring         smallint not null check (ring in (1, 2)),
  people       integer not null,
  counts       jsonb not null,                  -- as they were when it was asked
  digest       bytea not null,
  asked_by     uuid not null,
  asked_at     timestamptz not null,
  ask_until    timestamptz not null,
  opened_by    uuid,
  opened_at    timestamptz,
  open_until   timestamptz,
  export_signed_at timestamptz,
  withdrawn_at timestamptz,
  delete_on    date not null,
  primary key (community_id, id),
  check ((opened_at is null) = (open_until is null)),
  check (since < until)
);
create unique index trace_by_id on presence.trace (id);
create index trace_by_place on presence.trace (area_path, asked_at);
create index trace_to_delete on presence.trace (delete_on);
alter table presence.trace enable row level security;
alter table presence.trace force row level security;
create policy by_area on presence.trace using (platform.sees(area_path)) with check (platform.sees(area_path));
