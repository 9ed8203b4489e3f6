import Domain
import Foundation
import Postgres

extension VolumeCopy {
    func claims(_ articles: [VolumeArticle], detector: String) throws -> Int {
        let stored = try session.copyIn(
            """
            COPY claims (desk_id, id, article_id, version_id, ordinal, status, statement, claimant_name, claimant_kind,
                claimant_is_organization, quotation, kind, checkable, worthiness, score, reasons, detector,
                required_reviews, revision, created_at, queued_at, decided_at, published_at, paused, reviews_disclosed,
                latest_rating)
            FROM STDIN
            """
        ) { writer in
            for article in articles {
                let place = (article: article.id.field, version: article.versionID.field)
                let required = String(article.requiredReviews)
                for claim in article.claims {
                    let life = claim.life
                    try writer.write(row: [
                        desk, claim.id.field, place.article, place.version, String(claim.ordinal),
                        life.status.rawValue, claim.statement, claim.claimant.name, claim.claimant.kind.rawValue,
                        claim.claimant.isOrganization.field, claim.claimant.quotation?.rawValue, claim.kind.rawValue,
                        true.field, (claim.score >= 0.5 ? Claim.Worthiness.important : .minor).rawValue,
                        String(claim.score), try claim.reasons.encodePostgres(), detector, required,
                        String(life.revision), try claim.createdAt.field, try life.queuedAt?.field,
                        try life.decidedAt?.field, try life.publishedAt?.field, life.isPaused.field,
                        life.isDisclosed.field, life.verdicts.last?.rating,
                    ])
                }
            }
        }
        return try stored + anchors(articles)
    }

    private func anchors(_ articles: [VolumeArticle]) throws -> Int {
        try session.copyIn(
            """
            COPY anchors (desk_id, claim_id, version_id, start_offset, end_offset, utf16_start, utf16_end, utf8_start,
                utf8_end, exact, prefix, suffix, main)
            FROM STDIN
            """
        ) { writer in
            for article in articles {
                let version = article.versionID.field
                for claim in article.claims {
                    let anchor = claim.anchor
                    try writer.write(row: [
                        desk, claim.id.field, version, String(anchor.range.start), String(anchor.range.end),
                        String(anchor.utf16.start), String(anchor.utf16.end), String(anchor.utf8.start),
                        String(anchor.utf8.end), anchor.exact, anchor.prefix, anchor.suffix, true.field,
                    ])
                }
            }
        }
    }

    func triage(_ claims: [VolumeClaim]) throws -> Int {
        try session.copyIn(
            "COPY triage_decisions (desk_id, id, claim_id, decision, reason, member_id, rule, decided_at) FROM STDIN"
        ) { writer in
            for claim in claims {
                guard let triage = claim.life.triage else { continue }
                try writer.write(row: [
                    desk, triage.id.uuidString, claim.id.field, triage.decision.rawValue, triage.reason,
                    triage.member?.field, triage.rule, try triage.at.field,
                ])
            }
        }
    }

    func slots(_ articles: [VolumeArticle]) throws -> Int {
        try session.copyIn(
            """
            COPY review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews, rank, state,
                reviewer_id, lease_id, token, lease_expires_at, opened_at, review_id)
            FROM STDIN
            """
        ) { writer in
            for article in articles {
                let (articleID, submitter) = (article.id.field, article.submittedBy.field)
                for claim in article.claims {
                    for slot in claim.life.slots {
                        let review = slot.review
                        let state = review == nil ? ReviewSlot.State.open : .done
                        try writer.write(row: [
                            desk, slot.id.field, claim.id.field, articleID, submitter, String(slot.ordinal),
                            String(article.requiredReviews), String(slot.rank), state.rawValue,
                            review?.reviewer.field, review?.leaseID.field, review.map { String($0.token) },
                            try review?.expiresAt.field, try slot.openedAt.field, review?.id.field,
                        ])
                    }
                }
            }
        }
    }
}
