-- What is expected of one person, whatever the obligation: asked when two records of one person become one.
create index duty_by_subject on tasks.duty (subject_id) where subject_kind = 'person';
