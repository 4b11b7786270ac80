-- 应检尽检: whoever is expected at a campaign, and whoever has to be tested at home.
alter table tasks.obligation drop constraint obligation_source_check;
alter table tasks.obligation add constraint obligation_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals', 'seals', 'aid', 'antigen', 'testing'));
alter table tasks.task drop constraint task_source_check;
alter table tasks.task add constraint task_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals', 'seals', 'aid', 'antigen', 'testing'));
