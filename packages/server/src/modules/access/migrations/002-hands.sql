-- Whose hand made an account, and whose gave it a new password: two signatures count as two only when neither hand holds the other.
alter table access.account
  add column created_by   uuid,
  add column recovered_by uuid,
  add column recovered_at timestamptz;
