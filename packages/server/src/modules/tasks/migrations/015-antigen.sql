-- 抗原自测: who has not reported is missing; who cannot do it alone is visited; a positive needs a nucleic acid test.
alter table tasks.obligation drop constraint obligation_source_check;
alter table tasks.obligation add constraint obligation_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals', 'seals', 'aid', 'antigen'));
alter table tasks.task drop constraint task_source_check;
alter table tasks.task add constraint task_source_check check (source in ('hand', 'sweeps', 'care', 'registry', 'gate', 'checklists', 'patrols', 'control', 'zones', 'arrivals', 'seals', 'aid', 'antigen'));
