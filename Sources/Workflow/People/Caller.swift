package import Domain
package import Foundation

/// Who asks for a change, through which request, and what makes the request one with its repetitions.
package struct Caller: Sendable {
    package let principal: Principal
    /// Correlates the audit trail with the request log.
    package let requestID: String?
    package let idempotency: Idempotency?

    package init(_ principal: Principal, requestID: String? = nil, idempotency: Idempotency? = nil) {
        self.principal = principal
        self.requestID = requestID
        self.idempotency = idempotency
    }
}

/// A request's idempotency key, and how the answer to it is sent: as which it is kept.
package struct Idempotency: Sendable {
    package let key: IdempotencyKey
    private let sent: @Sendable (any Sendable) -> SentAnswer?

    /// - Parameter form: how an answer is sent; of the type that the verb answers with.
    package init<Answer: Sendable>(_ key: IdempotencyKey, sending form: @escaping @Sendable (Answer) -> SentAnswer) {
        self.key = key
        sent = { ($0 as? Answer).map(form) }
    }

    /// - Throws: `UnsendableAnswer` when the verb's answer is of another type than the form is for.
    func sending<Answer: Sendable>(_ answer: Answer) throws -> SentAnswer {
        guard let sent = sent(answer) else { throw UnsendableAnswer(type: String(describing: Answer.self)) }
        return sent
    }
}

/// A verb's answer that the form its caller came with is not for: a mistake of whoever calls it. Nothing was done.
struct UnsendableAnswer: Error {
    let type: String
}

/// The request was carried out before, under the same idempotency key: this is what was sent.
package struct AnsweredBefore: Error, Hashable, Sendable {
    package let sent: SentAnswer
}

/// A client's promise that two requests with this key are one request (the IETF's Idempotency-Key header draft).
package struct IdempotencyKey: Sendable, Hashable {
    package let key: String
    /// Tells the request from any other: the same key with another fingerprint is an error.
    package let fingerprint: Data

    /// - Parameters:
    ///   - key: 1–255 visible characters of ASCII, blanks between them: what every client can put into a header.
    ///   - fingerprint: 32 bytes.
    /// - Throws: `InputError` when the key is empty, too long or has other characters.
    package init(_ key: String, fingerprint: Data) throws(InputError) {
        try Self.validate(key)
        self.key = key
        self.fingerprint = fingerprint
    }

    /// - Throws: `InputError` for what cannot be a key.
    package static func validate(_ key: String) throws(InputError) {
        try Input.text(key, "Idempotency-Key", limit: 255)
        if !key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            throw InputError("Idempotency-Key", "must be of visible ASCII characters")
        }
    }
}

/// The same idempotency key came with another request, or with one whose answer is not kept.
package struct IdempotencyKeyReused: Error, Hashable, Sendable {
    package let key: String
}
