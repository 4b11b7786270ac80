-- 台账导入: one row a workbook. What it holds lies sealed in files under `file_key` and goes when the row goes.
create table registry.import (
  community_id uuid not null,                   -- of the area it is brought into, a community or the street above several
  id           uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  account_id   uuid,
  file_name    text not null,
  format       text not null check (format in ('xlsx', 'csv')),
  state        text not null check (state in ('reading', 'ready', 'committing', 'committed', 'undoing', 'undone', 'failed')),
  failure      text,
  file_key     bytea,                           -- sealed; null when the files are gone
  fields       jsonb,                           -- chosen meaning of each column, null until somebody chose
  counts       jsonb not null,
  preview      bytea,                           -- sealed: columns, first problems, first duplicates
  choice       jsonb,                           -- what the commit was told
  made         jsonb,                           -- areas and overlays it added, for undoing
  created_at   timestamptz not null,
  committed_at timestamptz,
  undo_until   timestamptz,
  primary key (community_id, id)
);
create index import_by_id on registry.import (id);

-- What a header means here, once somebody has said so.
create table registry.import_column (
  community_id uuid not null,
  area_path    text collate "C" not null,
  header_index bytea not null,                  -- keyed index of the header
  header       bytea not null,                  -- sealed: where a file has no header row, a person may stand here
  field        text,
  primary key (community_id, header_index)
);

-- Rows as they were before an import changed them (sealed fields as they stand in the table).
create table registry.import_change (
  community_id  uuid not null,
  import_id     uuid not null,
  area_path     text collate "C" not null,
  kind          text not null check (kind in ('person', 'home')),
  row_id        uuid not null,
  before        jsonb not null,
  version_after integer not null,
  primary key (community_id, import_id, kind, row_id)
);

alter table registry.import enable row level security;
alter table registry.import force row level security;
create policy by_area on registry.import using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.import_column enable row level security;
alter table registry.import_column force row level security;
create policy by_area on registry.import_column using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.import_change enable row level security;
alter table registry.import_change force row level security;
create policy by_area on registry.import_change using (platform.sees(area_path)) with check (platform.sees(area_path));
