-- The desk's decisions, each version immutable, and the ledger of what was made public.
CREATE TABLE verdicts (
    desk_id         uuid NOT NULL,
    id              uuid NOT NULL,
    claim_id        uuid NOT NULL,
    version         integer NOT NULL,
    basis           text NOT NULL,
    scale_id        uuid NOT NULL,
    scale_version   integer NOT NULL,
    rating          text NOT NULL,
    rationale       text NOT NULL,
    override_reason text,
    decided_by      uuid NOT NULL,
    decided_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, decided_by) REFERENCES members (desk_id, id),
    FOREIGN KEY (desk_id, scale_id, scale_version, rating) REFERENCES ratings (desk_id, scale_id, scale_version, key),
    CONSTRAINT verdicts_version_key UNIQUE (desk_id, claim_id, version),
    CONSTRAINT verdicts_claim_key UNIQUE (desk_id, claim_id, id),
    CONSTRAINT verdicts_version_positive CHECK (version >= 1),
    CONSTRAINT verdicts_basis_known CHECK (basis IN ('agreement', 'adjudication')),
    CONSTRAINT verdicts_rationale_not_empty CHECK (rationale <> ''),
    CONSTRAINT verdicts_override_not_empty CHECK (override_reason <> '')
);
CREATE TRIGGER verdicts_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON verdicts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE verdict_evidence (
    desk_id     uuid NOT NULL,
    verdict_id  uuid NOT NULL,
    claim_id    uuid NOT NULL,
    evidence_id uuid NOT NULL,
    position    integer NOT NULL,
    PRIMARY KEY (desk_id, verdict_id, evidence_id),
    FOREIGN KEY (desk_id, claim_id, verdict_id) REFERENCES verdicts (desk_id, claim_id, id),
    FOREIGN KEY (desk_id, claim_id, evidence_id) REFERENCES evidence (desk_id, claim_id, id)
);
CREATE TRIGGER verdict_evidence_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON verdict_evidence
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Evidence that a verdict cites stays as it was cited.
CREATE FUNCTION refuse_change_of_cited_evidence() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (SELECT 1 FROM verdict_evidence WHERE desk_id = OLD.desk_id AND evidence_id = OLD.id) THEN
        RAISE EXCEPTION 'evidence cited by a verdict is immutable' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE INDEX verdict_evidence_evidence_idx ON verdict_evidence (desk_id, evidence_id);
CREATE TRIGGER evidence_cited_is_immutable BEFORE UPDATE OR DELETE ON evidence
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_cited_evidence();

CREATE TABLE publications (
    desk_id         uuid NOT NULL,
    id              uuid NOT NULL,
    claim_id        uuid NOT NULL,
    verdict_id      uuid NOT NULL,
    published_by    uuid NOT NULL,
    override_reason text,
    published_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, claim_id, verdict_id) REFERENCES verdicts (desk_id, claim_id, id),
    FOREIGN KEY (desk_id, published_by) REFERENCES members (desk_id, id),
    CONSTRAINT publications_verdict_key UNIQUE (desk_id, verdict_id),
    CONSTRAINT publications_override_not_empty CHECK (override_reason <> '')
);
CREATE INDEX publications_claim_idx ON publications (desk_id, claim_id);
CREATE TRIGGER publications_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON publications
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
