import Digests
package import Foundation

/// Signatures after Standard Webhooks (github.com/standard-webhooks, spec 1.0): HMAC-SHA-256 over
/// `id.timestamp.body`, in base64 behind `v1,`.
package enum WebhookSignature {
    /// One signature for each secret, with blanks between them: a receiver accepts any it can verify.
    ///
    /// - Parameters:
    ///   - timestamp: seconds since 1970.
    ///   - secrets: the bytes behind `whsec_`.
    package static func header(id: String, timestamp: Int, body: String, secrets: [Data]) -> String {
        let signed = Data("\(id).\(timestamp).\(body)".utf8)
        return secrets.map { secret in
            let code = HMACSHA256.code(for: Array(signed), key: Array(secret))
            return "v1," + Data(code).base64EncodedString()
        }.joined(separator: " ")
    }

    /// 32 random bytes.
    static func makeSecret() -> Data { Data(SecretBytes.make(32)) }

    /// The secret as people carry it.
    static func text(of secret: Data) -> String { "whsec_" + secret.base64EncodedString() }
}
