import Digests
package import Domain
package import Foundation

/// Who asks for a change, through which request, and under which idempotency key.
package struct Caller: Sendable {
    package let principal: Principal
    /// Correlates the audit trail with the request log.
    package let requestID: String?
    package let idempotency: IdempotencyKey?

    package init(_ principal: Principal, requestID: String? = nil, idempotency: IdempotencyKey? = nil) {
        self.principal = principal
        self.requestID = requestID
        self.idempotency = idempotency
    }
}

/// A client's promise that two requests with this key are one request (the IETF's Idempotency-Key header draft).
package struct IdempotencyKey: Sendable, Hashable, Codable {
    package let key: String
    /// SHA-256 of the request: the same key with another request is an error.
    package let fingerprint: Data

    /// - Parameters:
    ///   - key: 1–255 characters, as the client sent it.
    ///   - method: the HTTP method.
    ///   - path: the path with its query.
    ///   - body: the bytes of the body.
    /// - Throws: `InputError` when the key is empty or too long.
    package init(_ key: String, method: String, path: String, body: some Sequence<UInt8>) throws(InputError) {
        try Input.text(key, "Idempotency-Key", limit: 255)
        self.key = key
        var hash = SHA256()
        hash.update(Data("\(method) \(path)\n".utf8))
        hash.update(Data(body))
        fingerprint = Data(hash.finalize())
    }
}

/// The same idempotency key came with another request.
package struct IdempotencyKeyReused: Error, Hashable, Sendable {
    package let key: String
}
