-- A merge or move is part of the history of both.
create index history_by_other on registry.history (other_id) where other_id is not null;
