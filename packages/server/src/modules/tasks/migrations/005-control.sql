-- What somebody under control is owed: the record of the day, the works at the door, the release.
alter table tasks.obligation drop constraint obligation_source_check;
alter table tasks.obligation add constraint obligation_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control'));
alter table tasks.task drop constraint task_source_check;
alter table tasks.task add constraint task_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control'));
