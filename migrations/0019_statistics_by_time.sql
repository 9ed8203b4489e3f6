-- Desk statistics count what happened in a stretch of time.

-- With the time at which the claim was found, so that how long verdicts took is read from the index alone.
CREATE INDEX claims_decided_at_idx ON claims (desk_id, decided_at) INCLUDE (created_at) WHERE decided_at IS NOT NULL;
CREATE INDEX claims_published_at_idx ON claims (desk_id, published_at) WHERE published_at IS NOT NULL;
CREATE INDEX triage_decisions_decided_at_idx ON triage_decisions (desk_id, decided_at) INCLUDE (decision);
CREATE INDEX reviews_submitted_at_idx ON reviews (desk_id, submitted_at);
CREATE INDEX verdicts_decided_at_idx ON verdicts (desk_id, decided_at) INCLUDE (scale_id, scale_version, rating);
CREATE INDEX ledger_entries_entered_at_idx ON ledger_entries (desk_id, entered_at) INCLUDE (kind);
-- Claims keep no time at which they were withdrawn; the audit trail does.
CREATE INDEX audit_events_withdrawn_idx ON audit_events (desk_id, at) WHERE action = 'claim.withdrawn';
