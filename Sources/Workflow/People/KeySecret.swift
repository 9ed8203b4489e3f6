import Digests
import Domain
import Foundation

/// The secret of a key: `cd_` and 32 random bytes in base64url.
enum KeySecret {
    static let prefix = "cd_"

    static func make() -> String { prefix + Base64URL.encoded(SecretBytes.make(32)) }

    /// What is stored. 256 random bits cannot be guessed, so no salt or stretching is needed.
    static func hash(_ secret: String) -> Data { Data(SHA256.hash(secret.utf8)) }

    /// Enough to recognize a key in a list.
    static func hint(_ secret: String) -> String { String(secret.prefix(7)) + "…" }
}
