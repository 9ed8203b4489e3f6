import Domain
import Foundation
import Postgres

extension VolumeCopy {
    func reviews(_ claims: [VolumeClaim]) throws -> Int {
        let leases = try session.copyIn(
            """
            COPY leases (desk_id, id, slot_id, claim_id, member_id, token, taken_at, expires_at, ended_at, ending,
                scale_id, scale_version)
            FROM STDIN
            """
        ) { writer in
            try each(claims) { claim, slot, review in
                try writer.write(row: [
                    desk, review.leaseID.field, slot.id.field, claim.id.field, review.reviewer.field,
                    String(review.token), try review.takenAt.field, try review.expiresAt.field,
                    try review.submittedAt.field, Lease.Ending.submitted.rawValue, scaleID, scaleVersion,
                ])
            }
        }
        return try leases
            + session.copyIn(
                """
                COPY reviews (desk_id, id, claim_id, slot_id, lease_id, reviewer_id, scale_id, scale_version, rating,
                    rationale, submitted_at)
                FROM STDIN
                """
            ) { writer in
                try each(claims) { claim, slot, review in
                    try writer.write(row: [
                        desk, review.id.field, claim.id.field, slot.id.field, review.leaseID.field,
                        review.reviewer.field, scaleID, scaleVersion, review.rating, review.rationale,
                        try review.submittedAt.field,
                    ])
                }
            }
    }

    private func each(
        _ claims: [VolumeClaim], _ body: (VolumeClaim, VolumeSlot, VolumeReview) throws -> Void
    ) throws {
        for claim in claims {
            for slot in claim.life.slots {
                if let review = slot.review { try body(claim, slot, review) }
            }
        }
    }

    func evidence(_ claims: [VolumeClaim]) throws -> Int {
        try session.copyIn(
            """
            COPY evidence (desk_id, id, claim_id, review_id, added_by, position, url, canonical_url, title, publisher,
                quote, stance, kind, interest, retrieved_at, archived_url, archive_sha256, stored_at)
            FROM STDIN
            """
        ) { writer in
            for claim in claims {
                for evidence in claim.life.evidence {
                    let item = evidence.item
                    try writer.write(row: [
                        desk, evidence.id.field, claim.id.field, evidence.review?.field, evidence.addedBy.field,
                        String(evidence.position), item.url, CanonicalURL.of(item.url), item.title, item.publisher,
                        item.quote, item.stance.rawValue, item.kind?.rawValue, item.interest,
                        try evidence.retrievedAt.field, item.archivedURL, item.archiveSHA256.map { "\\x" + $0 },
                        try evidence.retrievedAt.field,
                    ])
                }
            }
        }
    }

    func verdicts(_ claims: [VolumeClaim]) throws -> Int {
        let stored = try session.copyIn(
            """
            COPY verdicts (desk_id, id, claim_id, version, basis, scale_id, scale_version, rating, rationale,
                decided_by, decided_at)
            FROM STDIN
            """
        ) { writer in
            for claim in claims {
                for verdict in claim.life.verdicts {
                    try writer.write(row: [
                        desk, verdict.id.field, claim.id.field, String(verdict.version), verdict.basis.rawValue,
                        scaleID, scaleVersion, verdict.rating, verdict.rationale, verdict.decidedBy.field,
                        try verdict.decidedAt.field,
                    ])
                }
            }
        }
        return try stored + citations(claims) + backing(claims)
    }

    private func backing(_ claims: [VolumeClaim]) throws -> Int {
        try session.copyIn("COPY verdict_reviews (desk_id, verdict_id, claim_id, review_id) FROM STDIN") { writer in
            for claim in claims {
                for verdict in claim.life.verdicts {
                    for slot in claim.life.slots {
                        guard let review = slot.review else { continue }
                        try writer.write(row: [desk, verdict.id.field, claim.id.field, review.id.field])
                    }
                }
            }
        }
    }

    private func citations(_ claims: [VolumeClaim]) throws -> Int {
        try session.copyIn(
            "COPY verdict_evidence (desk_id, verdict_id, claim_id, evidence_id, position) FROM STDIN"
        ) { writer in
            for claim in claims {
                for verdict in claim.life.verdicts {
                    for (place, evidence) in verdict.evidence.enumerated() {
                        try writer.write(row: [
                            desk, verdict.id.field, claim.id.field, evidence.field, String(place + 1),
                        ])
                    }
                }
            }
        }
    }
}
