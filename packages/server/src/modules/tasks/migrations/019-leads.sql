-- 线索: a lead asks somebody to look after a door.
alter table tasks.obligation drop constraint obligation_source_check;
alter table tasks.obligation add constraint obligation_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals', 'seals', 'aid', 'antigen', 'testing', 'lab', 'foreign', 'occupations', 'leads'));
alter table tasks.task drop constraint task_source_check;
alter table tasks.task add constraint task_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals', 'seals', 'aid', 'antigen', 'testing', 'lab', 'foreign', 'occupations', 'leads'));
