-- Names and addresses of people go when they ask for it; what they did for the desk stays.
ALTER TABLE members
    ADD COLUMN erased_at timestamptz,
    ADD CONSTRAINT members_erased_is_deactivated CHECK (erased_at IS NULL OR (deactivated_at IS NOT NULL AND email IS NULL));

-- A request for a correction stays as it came, but for who sent it.
DROP TRIGGER correction_requests_immutable ON correction_requests;
CREATE TRIGGER correction_requests_stay_there BEFORE DELETE OR TRUNCATE ON correction_requests
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION correction_requests_lose_their_sender_alone() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.requester_name IS NOT NULL OR NEW.requester_contact IS NOT NULL
        OR to_jsonb(NEW) - 'requester_name' - 'requester_contact' <> to_jsonb(OLD) - 'requester_name' - 'requester_contact'
    THEN
        RAISE EXCEPTION 'a request for a correction stays as it came' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER correction_requests_stay BEFORE UPDATE ON correction_requests
    FOR EACH ROW EXECUTE FUNCTION correction_requests_lose_their_sender_alone();
CREATE INDEX correction_requests_sender_idx ON correction_requests (desk_id, lower(requester_contact), lower(requester_name))
    WHERE requester_contact IS NOT NULL OR requester_name IS NOT NULL;
