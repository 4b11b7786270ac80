-- A grant may name a grid or cut-area instead of an area: it opens the members that this has on the day it is used. `area_path` is then the
-- smallest area that contains them all, for whoever manages the row; what the grant opens is worked out from the members, never from it.
alter table access.role_grant
  add column overlay_id uuid,
  add check (area_id is null or overlay_id is null);
create index role_grant_by_overlay on access.role_grant (overlay_id) where overlay_id is not null and revoked_at is null;
