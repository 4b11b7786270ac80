-- 场所处置: a case is about one person or about one place, never both. The rest of its row is the same: hands, evidence, days, facts.
alter table control.control_case alter column person_id drop not null;
alter table control.control_case add column place_id uuid;      -- the area it is about; its path is the place's
alter table control.control_case add column works_due smallint not null default 0;     -- of a place: works still to be done today
alter table control.control_case add column works_missed smallint not null default 0;  -- and those that were not done on their day
alter table control.control_case add constraint about_one check ((person_id is null) <> (place_id is null));
-- Nobody is restricted by a place, asked for it every day, or looked after in its name.
alter table control.control_case add constraint place_is_nobody check (
  place_id is null or (first_person_id is null and home_id is null and sealed_guardian is null and infection_id is null and records_per_day = 0 and not restricts));
-- A place is on one track once at a time.
create unique index one_case_of_place on control.control_case (community_id, place_id, track)
  where place_id is not null and state in ('proposed', 'planned', 'active', 'extended', 'dueForRelease');
-- Whoever lives in a place reads that works go on there.
create policy place_from_below on control.control_case for select using (place_id is not null and platform.sees_above(area_path));
