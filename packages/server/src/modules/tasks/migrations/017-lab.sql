-- 混阳召回: the homes of a positive pool are visited; tubes that did not arrive are looked for.
alter table tasks.obligation drop constraint obligation_source_check;
alter table tasks.obligation add constraint obligation_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals', 'seals', 'aid', 'antigen', 'testing', 'lab'));
alter table tasks.task drop constraint task_source_check;
alter table tasks.task add constraint task_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals', 'seals', 'aid', 'antigen', 'testing', 'lab'));
