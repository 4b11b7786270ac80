-- Lists of homes and people in the order one reads a building, and searches that an index serves under row-level security.

-- Numbers with zeros before them, so that the order of the text is theirs: '/1/14/' → '/00001/00014/'. The same in rules/registry/order.ts.
create function registry.padded(value text, digits integer) returns text language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(value, '([0-9]+)', repeat('0', digits - 1) || '\1', 'g'), '[0-9]*([0-9]{' || digits || '})', '\1', 'g')
$$;
create function registry.reading_key(area_path text, floor smallint, door_key text, ordinal integer) returns text language sql immutable parallel safe as $$
  select registry.padded(regexp_replace(area_path, 'h[0-9]+/$', ''), 5) || 'F' || lpad((coalesce(floor, 800) + 100)::text, 3, '0') || ' ' || registry.padded(door_key, 8) || ' ' || lpad(ordinal::text, 5, '0')
$$;

-- Area by area, floor by floor from below, doors by their numbers. It begins with the padded path of its area, so a place is a range of it.
alter table registry.home add column order_key text collate "C";
update registry.home set order_key = registry.reading_key(area_path, floor, door_key, ordinal);
alter table registry.home alter column order_key set not null;
-- An import brings the keys with it (regular expressions cost the database 75 µs a home); whoever else writes or moves a home need not think of it.
create function registry.keep_order() returns trigger language plpgsql as $$ begin new.order_key := registry.reading_key(new.area_path, new.floor, new.door_key, new.ordinal); return new; end $$;
create trigger keep_order_of_new before insert on registry.home for each row when (new.order_key is null) execute function registry.keep_order();
create trigger keep_order before update on registry.home for each row
  when ((old.area_path, old.floor, old.door_key, old.ordinal) is distinct from (new.area_path, new.floor, new.door_key, new.ordinal)) execute function registry.keep_order();
create index home_in_order on registry.home (order_key);
create index home_by_door on registry.home (door_key, area_path);
create index home_of_use on registry.home (use, order_key) where use not in ('permanent', 'rented');

-- What few people have, and lists ask for. Care itself is sealed and has no index.
create index person_in_care on registry.person (area_path, id) where care is not null;
create index person_without_document on registry.person (area_path, id) where document is null;
create index person_maybe_foreign on registry.person (area_path, id) where document_country is not null or document_kind in ('foreignPermanentResidence', 'passport');
create index person_speaking on registry.person (lang, area_path) where lang is not null;
create index residency_of_kind on registry.residency (kind, area_path) where until_day is null and kind not in ('owner', 'family', 'tenant');

-- The policy comes before whatever could leak, and containment of arrays is not declared leakproof: an index for it was never used. Equality of one
-- piece is. So the pieces of a name stand in fixed places (person-fields.ts): form, first letter, initials of the first two, all initials, pairs.
drop index registry.person_by_name;
create index person_by_first_letter on registry.person ((name_tokens[2]), area_path);
create index person_by_initials on registry.person ((name_tokens[3]), area_path);
create index person_by_given_name on registry.person ((name_tokens[6]), area_path);
create index person_of_long_name on registry.person (area_path) where name_tokens[7] is not null;
-- Rows of the earlier form begin with a piece, which is never negative; registry.renewNames brings them over.
create index person_of_old_form on registry.person (id) where name_tokens[1] >= 0;
