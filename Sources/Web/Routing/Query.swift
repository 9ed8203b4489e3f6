package import Domain
package import Foundation

/// The parameters of a request's query, read by name.
package struct Query: Sendable {
    /// No value is longer, in characters: what a list of a hundred keys takes.
    private static let limit = 6400

    private let values: [String: String]

    /// - Parameters:
    ///   - text: what stands behind the question mark; nil when there is none.
    ///   - known: the names that the route takes.
    /// - Throws: `InputError` with the name of a parameter that is unknown, comes twice or is not encoded as UTF-8.
    package init(_ text: String?, known: [String]) throws(InputError) {
        var values: [String: String] = [:]
        for pair in (text ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(parts[0], String(parts[0]))
            guard known.contains(name) else {
                throw InputError(name, "is not a query parameter here; \(Spelling.advice(for: name, among: known))")
            }
            let value = try Self.decoded(parts.count == 2 ? parts[1] : "", name)
            try Input.optionalText(value, name, limit: Self.limit)
            if values.updateValue(value, forKey: name) != nil { throw InputError(name, "is given twice") }
        }
        self.values = values
    }

    /// Reads what became of a link to a page on its way through mails, networks and people's hands: other names are passed
    /// over, of two values the first counts, bytes that are no UTF-8 are U+FFFD, and what steers is left out. What a value
    /// means is for `asSent` to ask.
    package init(forgiving text: String?, known: [String]) {
        values = (text ?? "").split(separator: "&").reduce(into: [:]) { values, pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard known.contains(name), values[name] == nil else { return }
            let sent = String(parts.count == 2 ? parts[1] : "").replacing("+", with: " ")
            values[name] = PlainText.of(Percent.opened(sent), lineEnd: " ")
        }
    }

    /// The value, whatever it is; nil where there is none.
    package func asSent(_ name: String) -> String? { values[name] }

    /// Empty parameters count as left out: forms send them.
    package func text(_ name: String, limit: Int = 500) throws(InputError) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        try Input.text(value, name, limit: limit)
        return value
    }

    /// One of a closed list of words.
    package func word<Word: FieldName>(_ name: String, _: Word.Type = Word.self) throws(InputError) -> Word? {
        guard let text = try text(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw InputError(name, "must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    /// Some texts with commas between them, a hundred at most.
    package func list(_ name: String) throws(InputError) -> [String]? {
        guard let text = try text(name, limit: Self.limit) else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        if parts.count > 100 { throw InputError(name, "must have at most 100 items") }
        return parts.map(String.init)
    }

    /// Some words of a closed list, with commas between them.
    package func words<Word: FieldName & Hashable>(
        _ name: String, _: Word.Type = Word.self
    ) throws(InputError) -> Set<Word>? {
        guard let parts = try list(name) else { return nil }
        var words: Set<Word> = []
        for part in parts {
            guard let word = Word(rawValue: part) else {
                let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw InputError(name, "must be some of \(known), with commas between them")
            }
            words.insert(word)
        }
        return words
    }

    package func id<Subject>(_ name: String, of: Subject.Type = Subject.self) throws(InputError) -> Identifier<Subject>?
    {
        guard let text = try text(name) else { return nil }
        guard let id = Identifier<Subject>(text) else {
            throw InputError(name, "must be an id: a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057")
        }
        return id
    }

    /// `true` or `false`.
    package func flag(_ name: String) throws(InputError) -> Bool? {
        guard let text = try text(name) else { return nil }
        guard let value = Bool(text) else { throw InputError(name, "must be true or false") }
        return value
    }

    /// A point in time with its zone (RFC 3339).
    package func time(_ name: String) throws(InputError) -> Date? {
        guard let text = try text(name) else { return nil }
        // A + that was not percent-encoded comes as a blank, and stands nowhere else in a time.
        guard let date = Timestamp.date(text.replacing(" ", with: "+")) else {
            throw InputError(name, "must be a time with its zone, such as 2026-03-01T12:00:00Z (RFC 3339)")
        }
        return date
    }

    /// A number as JSON writes it.
    package func number(_ name: String, in range: ClosedRange<Double>) throws(InputError) -> Double? {
        guard let text = try text(name) else { return nil }
        let value: Double? =
            switch Self.json(text) {
            case .int(let value): Double(value)
            case .double(let value): value
            default: nil
            }
        guard let value, range.contains(value) else {
            throw InputError(name, "must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A whole number as JSON writes it: 3 and 3.0 are, 3.5 and +3 are not.
    package func integer(_ name: String, in range: ClosedRange<Int>) throws(InputError) -> Int? {
        guard let text = try text(name) else { return nil }
        let value: Int? =
            switch Self.json(text) {
            case .int(let value): value
            case .double(let value): Int(exactly: value)
            default: nil
            }
        guard let value, range.contains(value) else {
            throw InputError(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// `limit` and `cursor`, which every list takes.
    package func page() throws(InputError) -> PageRequest {
        let limit = try integer("limit", in: PageRequest.limits) ?? PageRequest.defaultLimit
        guard let text = try text("cursor", limit: 2000) else { return PageRequest(limit: limit) }
        guard let cursor = Cursor(text: text) else {
            throw InputError("cursor", "must be the next of an earlier answer of this list, unchanged")
        }
        return PageRequest(limit: limit, after: cursor)
    }

    /// JSON without white space around it: the plus of `+5` is a blank by now.
    private static func json(_ text: String) -> JSON? {
        text.utf8.allSatisfy { $0 > 0x20 } ? JSON(parsing: text) : nil
    }

    private static func decoded(_ text: Substring, _ name: String) throws(InputError) -> String {
        guard let value = Percent.decoded(text, plusIsBlank: true) else {
            throw InputError(name, "must be percent-encoded UTF-8")
        }
        return value
    }
}
