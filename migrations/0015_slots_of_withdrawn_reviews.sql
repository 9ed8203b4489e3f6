-- A review that was withdrawn stays on record, and its slot may leave the queue: when the claim is dismissed, withdrawn,
-- merged, or needs fewer reviews. The review still names its slot through the lease under which it was written, and the
-- trigger reviews_under_live_lease sees to it that the slot was there then.
ALTER TABLE reviews DROP CONSTRAINT reviews_desk_id_slot_id_claim_id_fkey;
