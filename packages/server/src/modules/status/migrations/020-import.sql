-- 名单: a file whose signals hurt waits until people of other units have signed; so do a source that may send red and the secret of an interface.
create table status.import (
  -- Of the area it was carried in for: a street's list names no community.
  community_id uuid not null,
  id uuid not null,
  area_path text collate "C" not null,
  source_id uuid not null,
  state text not null check (state in ('waiting', 'inForce', 'declined', 'expired')),
  imported_by uuid not null,
  imported_unit text not null,
  imported_at timestamptz not null,
  expires_at timestamptz not null,
  -- How many people it would hurt, and what its waiting lines came to when it was carried in.
  people integer not null,
  reds integer not null,
  yellows integer not null,
  greens integer not null,
  decided_by uuid,
  decided_unit text,
  decided_at timestamptz,
  sealed_reason bytea,
  primary key (community_id, id),
  check ((state = 'waiting') = (decided_at is null))
);
create unique index import_by_id on status.import (id);
create index import_by_place on status.import (area_path, imported_at);
create index import_waiting on status.import (expires_at) where state = 'waiting';
alter table status.import enable row level security;
alter table status.import force row level security;
create policy by_area on status.import using (platform.sees(area_path)) with check (platform.sees(area_path));

alter table status.signal add column import_id uuid;
-- The offices that agreed, beside the one that brought it (reported_unit): whoever it hurts reads them.
alter table status.signal add column agreed_units text[] not null default '{}';
-- Ended before it ever weighed: the same event may be told again.
alter table status.signal add column is_lapsed boolean not null default false;
create index signal_of_import on status.signal (import_id) where import_id is not null;
drop index status.signal_of_event;
create unique index signal_of_event on status.signal (source_id, event_key, person_id) where not is_lapsed;
create index signal_by_confirmed on status.signal (community_id, confirmed_at) where way <> 'api';

-- Null: waits for a second person. Sources of before are what they were.
alter table status.source add column agreed_at timestamptz;
update status.source set agreed_at = made_at;
alter table status.source add check (agreed_at is not null or not is_active);
-- Who asked for a secret, until it is made; null again then.
alter table status.source add column secret_asked_by uuid;
alter table status.source add column secret_asked_at timestamptz;
alter table status.source add column secret_agreed_at timestamptz;
