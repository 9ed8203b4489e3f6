package import Domain
package import Postgres

/// `jsonb` without `Codable`, for what is read by the hundred: Foundation's decoder took a quarter of the time in which a
/// report was read.
extension JSON: PostgresDecodable {
    /// Reads the text form.
    ///
    /// - Throws: `ValueDecodingError` for NULL, `JSONSyntaxError` for what is not JSON.
    package init(postgres value: PostgresValue) throws { try self.init(reading: Array(value.utf8())) }

    /// The members of an object that are texts.
    var texts: [String: String] {
        Dictionary(members.compactMap { member in member.value.string.map { (member.name, $0) } }) { first, _ in first }
    }
}
