-- Looks at a whole area that name nobody, or no longer everybody: those who live there find them by the areas their home lies in.
create index audit_of_areas on platform.audit (area_path, id) where cardinality(classes) > 0 and cardinality(subjects) not between 1 and 499;
