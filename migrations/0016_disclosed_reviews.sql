-- A claim whose reviews were in once: editors, auditors and administrators could read them. Should a slot of it open again,
-- who among them reviews too is not asked.
ALTER TABLE claims ADD COLUMN reviews_disclosed boolean NOT NULL DEFAULT false;
UPDATE claims SET reviews_disclosed = true WHERE status IN ('agreed', 'disputed');
