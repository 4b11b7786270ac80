-- Who works beneath a place now, for whoever asks something of an occupation.
create index staff_by_path on registry.staff (area_path, enterprise_id) where until_day is null;
