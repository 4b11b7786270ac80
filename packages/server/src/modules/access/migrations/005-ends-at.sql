-- A role lent for a surge ends at an hour, not with its day.
alter table access.role_grant add column ends_at timestamptz;
