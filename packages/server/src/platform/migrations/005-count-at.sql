-- What would move along with a path, or still hangs on it: rows of each table at and under it that are not over. As whoever asks, as far as he sees.
-- Facts do not count, nor what is worked out anew every day (a table with a `day`), nor the platform's own.
create function platform.count_at(at_path text) returns table (kind text, rows bigint) language plpgsql stable as $$
declare
  place record;
begin
  for place in
    select c.oid::regclass as name, n.nspname || '.' || c.relname as kind,
      (select string_agg(format(' and %I is null', e.attname), '') from pg_attribute e where e.attrelid = c.oid and not e.attisdropped
        and e.attname in ('revoked_at', 'ended_at', 'ended_on', 'cleared_at', 'closed_at', 'closed_on', 'resolved_at', 'withdrawn_at', 'voided_at')) as still
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and not a.attisdropped and a.attname = 'area_path'
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|platform$)'
      and has_table_privilege('xiaomen_app', c.oid, 'UPDATE')
      and not exists (select from pg_attribute d where d.attrelid = c.oid and not d.attisdropped and d.attname = 'day')
    order by n.nspname, c.relname
  loop
    kind := place.kind;
    execute format('select count(*) from %s where area_path >= $1 and area_path < platform.beyond($1)%s', place.name, coalesce(place.still, '')) into rows using at_path;
    if rows > 0 then return next; end if;
  end loop;
end $$;
