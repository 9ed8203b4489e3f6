import Digests
import Domain
import Foundation
package import Workflow

extension IdempotencyKey {
    /// The key of a request, with SHA-256 of what makes the request this one.
    ///
    /// - Parameters:
    ///   - key: the `Idempotency-Key` header.
    ///   - method: the HTTP method.
    ///   - path: the path with its query.
    ///   - body: the bytes of the body.
    /// - Throws: `InputError` when the key is empty, too long or not of visible ASCII characters.
    package init(_ key: String, method: String, path: String, body: [UInt8]) throws {
        var hash = SHA256()
        hash.update("\(method) \(path)\n".utf8)
        hash.update(body)
        try self.init(key, fingerprint: Data(hash.finalize()))
    }
}
