-- The floor every module stands on. Roles: `nobody` is what a connection is between transactions, so that
-- a statement outside db.tx is refused; `app` may write; `reader` may only read.
do $$ begin create role xiaomen_nobody nologin; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role xiaomen_app nologin; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role xiaomen_reader nologin; exception when duplicate_object or unique_violation then null; end $$;

-- A server account that is no superuser may become them only as their member.
do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant xiaomen_nobody, xiaomen_app, xiaomen_reader to %I', current_user);
  end if;
end $$;

create schema if not exists platform;

-- True when the transaction's scope holds the path or an ancestor of it. No scope: false.
-- Without a sub-select, so that the planner puts it inline: it is asked for every row. The first comparison is for
-- what the house itself does over everything, an import's hundred thousand rows among it.
create function platform.sees(path text) returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('app.scope', true) = '/', false) or coalesce(path ^@ any (array_remove(string_to_array(current_setting('app.scope', true), ' '), '')), false)
$$;
-- True when the path is an ancestor of something in the scope: its name may be shown, nothing beneath it.
create function platform.sees_above(path text) returns boolean language sql stable parallel safe as $$
  select exists (select 1 from unnest(string_to_array(current_setting('app.scope', true), ' ')) as scope where scope <> '' and starts_with(scope, path))
$$;

-- The least uuid of version 7 at a time: bound of a partition by month.
create function platform.uuid_at(at timestamptz) returns uuid language sql immutable as $$
  select (regexp_replace(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'), '^(.{8})(.{4})$', '\1-\2') || '-0000-0000-000000000000')::uuid
$$;

-- Makes the month partitions of a table partitioned by range (id), id being a uuid of version 7. Safe to repeat.
-- Row-level security without a policy closes each partition to whoever does not come through its parent.
create function platform.ensure_months(parent regclass, first date, months integer) returns void language plpgsql as $$
declare
  month date := date_trunc('month', first);
  part text;
begin
  for i in 1..months loop
    part := format('%s_%s', parent::text, to_char(month, 'YYYYMM'));
    if to_regclass(part) is null then
      begin
        execute format('create table %s partition of %s for values from (%L) to (%L)', part, parent::text,
          platform.uuid_at(month::timestamp at time zone 'UTC'), platform.uuid_at((month + interval '1 month')::timestamp at time zone 'UTC'));
        execute format('alter table %s enable row level security', part);
        execute format('alter table %s force row level security', part);
      exception when check_violation then
        -- A device or server whose clock ran ahead has put rows of this month into the default partition: the month stays there.
        null;
      end;
    end if;
    month := month + interval '1 month';
  end loop;
end $$;

-- Drops the month partitions that ended before a day, and older rows of the default one. Returns how many partitions went.
create function platform.drop_months(parent regclass, before date) returns integer language plpgsql as $$
declare
  part record;
  gone integer := 0;
begin
  for part in select c.oid::regclass as name, c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = parent loop
    if part.relname ~ '_[0-9]{6}$' then
      if to_date(right(part.relname, 6), 'YYYYMM') + interval '1 month' <= before then
        execute format('drop table %s', part.name);
        gone := gone + 1;
      end if;
    else
      -- Its rows are closed to everybody, the owner too: opened for this statement alone.
      execute format('alter table %s no force row level security', part.name);
      execute format('delete from %s where id < %L', part.name, platform.uuid_at(before::timestamp at time zone 'UTC'));
      execute format('alter table %s force row level security', part.name);
    end if;
  end loop;
  return gone;
end $$;

-- Who did what, when, where, about whom. Written in the transaction of the deed itself.
-- append-only: platform.audit
create table platform.audit (
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  actor_role text,
  actor_unit text not null default '',
  session_id uuid,
  operation text not null,
  permission text,
  community_id uuid,
  area_path text not null,
  classes text[] not null default '{}',
  subjects uuid[] not null default '{}',
  reason text,
  primary key (id)
) partition by range (id);
create table platform.audit_rest partition of platform.audit default;
alter table platform.audit_rest enable row level security;
alter table platform.audit_rest force row level security;
create index audit_by_actor on platform.audit (actor_id, at);
create index audit_by_subject on platform.audit using gin (subjects);
alter table platform.audit enable row level security;
alter table platform.audit force row level security;
create policy write_any on platform.audit for insert with check (true);
-- Whoever may see an area; oneself as subject; and a look at personal data above one's home that names no subjects (an export, a chart).
create policy by_area_or_self on platform.audit for select
  using (
    platform.sees(area_path)
    or nullif(current_setting('app.person', true), '')::uuid = any (subjects)
    or (nullif(current_setting('app.person', true), '') is not null and cardinality(classes) > 0 and platform.sees_above(area_path))
  );

-- What happened, until every module that listens has heard it. Holds ids, never personal text.
create table platform.outbox (
  id uuid primary key,
  at timestamptz not null,
  name text not null,
  payload jsonb not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  done_at timestamptz,
  error text
);
create index outbox_waiting on platform.outbox (next_at, id) where done_at is null;

create table platform.heard (
  event_id uuid not null,
  reaction text not null,
  at timestamptz not null,
  primary key (event_id, reaction)
);

-- One row per run of a clock job: the process that inserts it runs it.
create table platform.job_run (
  job text not null,
  due timestamptz not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  error text,
  primary key (job, due)
);
