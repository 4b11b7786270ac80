-- Whoever was expected and has not come: somebody asks.
alter table tasks.obligation drop constraint obligation_source_check;
alter table tasks.obligation add constraint obligation_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals'));
alter table tasks.task drop constraint task_source_check;
alter table tasks.task add constraint task_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals'));
alter table tasks.task drop constraint task_subject_kind_check;
alter table tasks.task add constraint task_subject_kind_check check (subject_kind in ('home', 'person', 'passage', 'gate', 'round', 'breach', 'area', 'arrival'));
