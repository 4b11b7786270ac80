-- What the gates were told last of somebody: whether their test is overdue, under which id, and how often it changed. Nought: nothing yet.
alter table occupations.asked add column mark_id uuid not null default gen_random_uuid();
alter table occupations.asked add column is_overdue boolean not null default false;
alter table occupations.asked add column overdue_version integer not null default 0;
