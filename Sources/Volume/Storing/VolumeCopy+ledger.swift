import Domain
import Foundation
import Postgres

extension VolumeCopy {
    /// Requests, the entries that answer them, and what claimants replied.
    func ledger(_ claims: [VolumeClaim]) throws -> Int {
        try requests(claims) + entries(claims) + replies(claims)
    }

    private func requests(_ claims: [VolumeClaim]) throws -> Int {
        try session.copyIn(
            """
            COPY correction_requests (desk_id, id, claim_id, text, requester_name, received_by, received_at)
            FROM STDIN
            """
        ) { writer in
            for claim in claims {
                for request in claim.life.requests {
                    try writer.write(row: [
                        desk, request.id.field, claim.id.field, request.text, request.requester,
                        request.receivedBy.field, try request.receivedAt.field,
                    ])
                }
            }
        }
    }

    private func entries(_ claims: [VolumeClaim]) throws -> Int {
        try session.copyIn(
            """
            COPY ledger_entries (desk_id, id, claim_id, verdict_id, kind, public_text, request_id, entered_by,
                entered_at)
            FROM STDIN
            """
        ) { writer in
            for claim in claims {
                for entry in claim.life.entries {
                    try writer.write(row: [
                        desk, entry.id.field, claim.id.field, entry.verdict.field, entry.kind.rawValue,
                        entry.publicText, entry.request?.field, entry.enteredBy.field, try entry.enteredAt.field,
                    ])
                }
            }
        }
    }

    private func replies(_ claims: [VolumeClaim]) throws -> Int {
        try session.copyIn(
            """
            COPY reply_attempts (desk_id, id, claim_id, channel, contact, contacted_at, message, answer, answered_at,
                recorded_by, recorded_at, changed_at)
            FROM STDIN
            """
        ) { writer in
            for claim in claims {
                for reply in claim.life.replies {
                    try writer.write(row: [
                        desk, reply.id.field, claim.id.field, reply.channel.rawValue, reply.contact,
                        try reply.contactedAt.field, reply.message, reply.answer, try reply.answeredAt?.field,
                        reply.recordedBy.field, try reply.contactedAt.field,
                        try (reply.answeredAt ?? reply.contactedAt).field,
                    ])
                }
            }
        }
    }
}
