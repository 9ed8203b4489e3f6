-- In which time zone (of the IANA database) and language (BCP 47) a desk says days.
ALTER TABLE desks
    ADD COLUMN time_zone     text NOT NULL DEFAULT 'UTC',
    ADD COLUMN date_language text NOT NULL DEFAULT 'en',
    ADD CONSTRAINT desks_calendar_not_empty CHECK (time_zone <> '' AND date_language <> '');
