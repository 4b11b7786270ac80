-- One row once the first run has begun; the one-time link is dead from then on.
create schema if not exists setup;
create table setup.installation (
  only_one   boolean primary key default true check (only_one),
  begun_at   timestamptz not null,
  street_id  uuid,                -- street that the demonstration ledger goes into
  actor_id   uuid,                -- first account, in whose name it is imported
  step       text not null check (step in ('areas', 'ledger', 'reading', 'committing', 'done', 'failed')),
  share      real not null default 0,
  done_at    timestamptz
);
