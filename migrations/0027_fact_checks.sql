-- What readers meet first of a verdict, and what claim reviews name the claim by.
ALTER TABLE verdicts
    ADD COLUMN title text,
    ADD COLUMN summary text,
    ADD COLUMN claim_reviewed text,
    ADD CONSTRAINT verdicts_title_not_empty CHECK (title <> ''),
    ADD CONSTRAINT verdicts_summary_not_empty CHECK (summary <> ''),
    ADD CONSTRAINT verdicts_claim_reviewed_not_empty CHECK (claim_reviewed <> '');

-- What reviewers write is the desk's own, until the desk says that agreeing reviews are published as they were written.
ALTER TABLE desks ADD COLUMN public_notes boolean NOT NULL DEFAULT false;
