/// A value that a client sent and that cannot be accepted: which field, and what to send instead.
package struct InputError: Error, Hashable, Sendable {
    /// The field's path as the client wrote it: `title`, `evidence[2].url`.
    package let field: String
    /// What is wrong and what would be right, for a person.
    package let problem: String

    package init(_ field: String, _ problem: String) {
        self.field = field
        self.problem = problem
    }

    /// The same error seen from outside: `url` inside `evidence[2]` is `evidence[2].url`.
    package func inside(_ outer: String) -> InputError { InputError("\(outer).\(field)", problem) }
}

/// Checks that several inputs share.
package enum Input {
    /// - Throws: `InputError` when the text is blank, holds a NUL, or is longer than `limit` code points.
    package static func text(_ value: String, _ field: String, limit: Int) throws(InputError) {
        if value.isBlank { throw InputError(field, "must not be empty") }
        try optionalText(value, field, limit: limit)
    }

    /// - Throws: `InputError` when the text holds a NUL or is longer than `limit` code points; nil and empty are fine.
    package static func optionalText(_ value: String?, _ field: String, limit: Int) throws(InputError) {
        guard let value else { return }
        if value.utf8.contains(0) { throw InputError(field, "must not contain NUL characters") }
        // A code point takes at least one byte: short texts need no counting.
        if value.utf8.count > limit, value.unicodeScalars.count > limit {
            throw InputError(field, "must be at most \(limit) characters")
        }
    }

    /// - Throws: `InputError` as `text` does, and when the text is more than one line or holds what is obeyed and not
    ///   shown: control characters, and the marks that turn the direction of what follows.
    package static func line(_ value: String, _ field: String, limit: Int) throws(InputError) {
        try text(value, field, limit: limit)
        if value.unicodeScalars.contains(where: { $0.isSteering || $0.endsLine }) {
            throw InputError(field, "must be one line without control characters")
        }
    }

    /// - Throws: `InputError` when the text takes more than `limit` bytes in UTF-8: for what an index has to hold.
    package static func bytes(_ value: String?, _ field: String, limit: Int) throws(InputError) {
        guard let value, value.utf8.count > limit else { return }
        throw InputError(field, "must take at most \(limit) bytes in UTF-8")
    }

    /// - Throws: `InputError` when the number is outside the range.
    package static func number(_ value: Int?, _ field: String, in range: ClosedRange<Int>) throws(InputError) {
        guard let value else { return }
        guard range.contains(value) else {
            throw InputError(field, "must be from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
