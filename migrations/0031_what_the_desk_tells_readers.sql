-- What a desk tells its readers about itself (CommonMark); empty where it says nothing.
ALTER TABLE desks
    ADD COLUMN method             text NOT NULL DEFAULT '',
    ADD COLUMN corrections_policy text NOT NULL DEFAULT '',
    ADD COLUMN contact            text NOT NULL DEFAULT '';

-- Readers ask for corrections themselves, without a member who takes the request down.
ALTER TABLE correction_requests ALTER COLUMN received_by DROP NOT NULL;
