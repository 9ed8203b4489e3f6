package import Foundation

/// The right of reply: an attempt to reach the claimant, and what they answered.
package struct ReplyAttempt: Sendable, Hashable {
    package typealias ID = Identifier<ReplyAttempt>

    package enum Channel: String, CaseIterable, Sendable {
        case email, phone, letter, social
        case inPerson = "in_person"
        case other
    }

    /// As it is sent.
    package struct Input: Sendable, Hashable {
        package var channel: Channel
        /// The person who was asked, and where: an address, a number, an account.
        package var contact: String
        package var contactedAt: Date
        package var message: String?
        package var answer: String?
        package var answeredAt: Date?

        package init(
            channel: Channel, contact: String, contactedAt: Date, message: String? = nil, answer: String? = nil,
            answeredAt: Date? = nil
        ) {
            self.channel = channel
            self.contact = contact
            self.contactedAt = contactedAt
            self.message = message
            self.answer = answer
            self.answeredAt = answeredAt
        }

        /// - Throws: `InputError` with the first field that cannot be accepted. Clocks differ: a minute ahead is no
        ///   future.
        package func validate(now: Date) throws(InputError) {
            try Domain.Input.text(contact, "contact", limit: 500)
            if contactedAt > now.addingTimeInterval(60) {
                throw InputError("contactedAt", "must not lie in the future")
            }
            try Domain.Input.optionalText(message, "message", limit: 20_000)
            try Answer.validate(answer, answeredAt, contactedAt: contactedAt, now: now)
        }
    }

    /// An answer that comes later.
    package struct Answer: Sendable, Hashable {
        package var answer: String
        package var answeredAt: Date

        package init(answer: String, answeredAt: Date) {
            self.answer = answer
            self.answeredAt = answeredAt
        }

        /// - Throws: `InputError` with the first field that cannot be accepted.
        package func validate(contactedAt: Date, now: Date) throws(InputError) {
            try Self.validate(answer, answeredAt, contactedAt: contactedAt, now: now)
        }

        static func validate(
            _ answer: String?, _ answeredAt: Date?, contactedAt: Date, now: Date
        ) throws(InputError) {
            guard let answer else {
                if answeredAt != nil { throw InputError("answeredAt", "needs an answer") }
                return
            }
            try Domain.Input.text(answer, "answer", limit: 20_000)
            guard let answeredAt else { throw InputError("answeredAt", "is required with an answer") }
            if answeredAt < contactedAt { throw InputError("answeredAt", "must not lie before contactedAt") }
            if answeredAt > now.addingTimeInterval(60) { throw InputError("answeredAt", "must not lie in the future") }
        }
    }

    package let id: ID
    package let claimID: Claim.ID
    /// Whom of the claim's claimants it was made to: `Claim.claimantNumber` then; 0 for somebody of before this was noted.
    package let claimantNumber: Int
    /// The claimant's name then; nil where there was none, and where it was not noted yet.
    package let askedName: String?
    /// The version of the verdict that it was about: the one that stood, else the one to come.
    package let verdictVersion: Int
    /// That version, as the public counts, where another verdict stands in its place: with another rating, or made anew after a
    /// retraction. Nil beside the verdict that it was about.
    package let earlierVersion: Int?
    package var input: Input
    package let recordedBy: Member.ID
    package let recordedAt: Date

    package init(
        id: ID, claimID: Claim.ID, claimantNumber: Int = 1, askedName: String? = nil, verdictVersion: Int = 1,
        earlierVersion: Int? = nil, input: Input, recordedBy: Member.ID, recordedAt: Date
    ) {
        self.id = id
        self.claimID = claimID
        self.claimantNumber = claimantNumber
        self.askedName = askedName
        self.verdictVersion = verdictVersion
        self.earlierVersion = earlierVersion
        self.input = input
        self.recordedBy = recordedBy
        self.recordedAt = recordedAt
    }

    /// The attempt that is shown of all on a claim: the last one with an answer, else the last one.
    ///
    /// - Parameter attempts: those made to its claimant, the first one first.
    package static func shown(of attempts: [ReplyAttempt]) -> ReplyAttempt? {
        attempts.last { $0.input.answer != nil } ?? attempts.last
    }
}

extension [ReplyAttempt] {
    /// The attempts to reach whoever the claim is about now: who was named before was asked for nothing that they said.
    package func made(to claim: Claim) -> [ReplyAttempt] { filter { $0.claimantNumber == claim.claimantNumber } }

    /// The attempts that count for a verdict's right of reply: those made since the claim was opened again, and about no
    /// version that did not speak against the claimant.
    ///
    /// - Parameters:
    ///   - version: of the verdict that goes out.
    ///   - harmless: the versions before it that are not on the false half.
    package func counting(for version: Int, harmless: Set<Int>, in ledger: [LedgerEntry]) -> [ReplyAttempt] {
        let retracted = ledger.last { $0.kind == .reopening }?.verdictVersion ?? 0
        return filter { attempt in
            attempt.verdictVersion > retracted
                && (attempt.verdictVersion >= version || !harmless.contains(attempt.verdictVersion))
        }
    }
}

/// Why an answer cannot be recorded.
package enum ReplyError: Error, Hashable, Sendable {
    /// An answer is there already; another answer is another attempt.
    case answered
}
