-- 照片: what somebody photographed on duty. Never a face, never a document; destroyed on its day.
create schema if not exists photos;

create table photos.photo (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text collate "C" not null,
  at            timestamptz not null,          -- by the phone's clock
  received_at   timestamptz not null,
  account_id    uuid,
  kind          text not null check (kind in ('image/jpeg', 'image/png', 'image/webp')),
  sealed_bytes  bytea not null,                -- base64 of the picture without what a camera wrote beside it
  digest        bytea not null,                -- of the picture as it came
  is_used       boolean not null default false, -- named by a check or a report
  delete_on     date not null,
  primary key (community_id, id)
);
create index photo_by_id on photos.photo (id);
create index photo_to_delete on photos.photo (delete_on);
alter table photos.photo enable row level security;
alter table photos.photo force row level security;
create policy by_area on photos.photo using (platform.sees(area_path)) with check (platform.sees(area_path));
