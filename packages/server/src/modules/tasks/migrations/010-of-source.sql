-- Whoever plans or cancels tasks knows whose they are, by the id of their source.
create index task_of_source on tasks.task (source_id, source);
