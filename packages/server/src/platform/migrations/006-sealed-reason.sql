-- Why somebody looked names people and what ails them: sealed from now on, like every personal field. The purpose, one of a closed list, stays readable.
alter table platform.audit rename column reason to reason_in_clear;
alter table platform.audit add column reason bytea, add column purpose text;
create index audit_in_clear on platform.audit (id) where reason_in_clear is not null;

-- What was written before is sealed once at the next start (platform/seal-reasons.ts). The table is append-only for the application and closed by
-- row-level security to its owner too: opened for these statements alone.
create function platform.reasons_in_clear(most integer) returns table (id uuid, reason text) language plpgsql as $$
begin
  alter table platform.audit no force row level security;
  return query select a.id, a.reason_in_clear from platform.audit a where a.reason_in_clear is not null order by a.id limit most;
  alter table platform.audit force row level security;
end $$;
create function platform.seal_reasons(sealed jsonb) returns void language plpgsql as $$
begin
  alter table platform.audit no force row level security;
  update platform.audit a set reason = decode(s.value #>> '{}', 'hex'), reason_in_clear = null from jsonb_each(sealed) s where a.id = s.key::uuid;
  alter table platform.audit force row level security;
end $$;
