package import Foundation

/// An attempt to get a claimant's reply, as an editor or reviewer logs it.
package struct ReplyAttemptInput: Sendable, Codable, Hashable {
    package enum Channel: String, CaseIterable, Codable, Sendable {
        case email, phone, letter, social
        case inPerson = "in_person"
        case other
    }

    package static let textLimit = 20_000

    package var channel: Channel
    /// Who was asked, and where: a press office, an address.
    package var contact: String
    package var contactedAt: Date
    /// What was asked.
    package var message: String?
    /// What came back; nil as long as nothing did.
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

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate(now: Date) throws(InputError) {
        try Input.text(contact, "contact", limit: 500)
        if contactedAt > now { throw InputError("contactedAt", "must not be in the future") }
        try Input.optionalText(message, "message", limit: Self.textLimit)
        if let answer { try Input.text(answer, "answer", limit: Self.textLimit) }
        guard let answeredAt else {
            if answer != nil { throw InputError("answeredAt", "is required with an answer") }
            return
        }
        if answer == nil { throw InputError("answer", "is required when answeredAt is given") }
        if answeredAt < contactedAt { throw InputError("answeredAt", "must not be before contactedAt") }
        if answeredAt > now { throw InputError("answeredAt", "must not be in the future") }
    }
}
