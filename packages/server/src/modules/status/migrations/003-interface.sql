-- 签名接口: whether a source has a secret (which is in the key folder), and which calls of the last minutes were heard.
alter table status.source add column secret_made_at timestamptz;
alter table status.source add column heard_at timestamptz;

create table status.nonce (
  source_id uuid not null,
  area_path text collate "C" not null,
  nonce_key bytea not null,
  at timestamptz not null,
  primary key (source_id, nonce_key)
);
create index nonce_by_age on status.nonce (at);
alter table status.nonce enable row level security;
alter table status.nonce force row level security;
create policy by_area on status.nonce using (platform.sees(area_path)) with check (platform.sees(area_path));
