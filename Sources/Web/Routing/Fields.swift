package import Domain
package import Foundation

/// The members of a JSON object that a client sent, read by name and by type.
///
/// Every error names the field by its path (`evidence[1].url`) and says what should stand there. A member that is null
/// counts as left out. Names come from an enum, so that what is read and what is known cannot differ.
package struct Fields<Name: FieldName>: Sendable {
    /// Where the object stands: empty at the top, else `evidence[1]`.
    private let path: String
    private let values: [String: JSON]

    /// - Throws: `InputError` when it is not an object, when a name is none of `Name`'s, or comes twice.
    package init(_ json: JSON, at path: String = "") throws(InputError) {
        guard case .object(let members) = json else {
            throw InputError(path, "must be an object, not \(json.typeName)")
        }
        self.path = path
        let names = Name.allCases.map(\.rawValue)
        var values: [String: JSON] = [:]
        for member in members {
            let field = Self.join(path, member.name)
            guard names.contains(member.name) else {
                throw InputError(field, "is not a field here; \(Spelling.advice(for: member.name, among: names))")
            }
            if values.updateValue(member.value, forKey: member.name) != nil {
                throw InputError(field, "is given twice")
            }
        }
        self.values = values
    }

    /// True when no member but null ones was sent.
    package var isEmpty: Bool { values.values.allSatisfy { $0 == .null } }

    /// True when a value other than null was sent.
    package func isGiven(_ name: Name) -> Bool { value(name) != nil }

    /// True when the member was sent, null or not: for the few fields where null says something.
    package func isNamed(_ name: Name) -> Bool { values[name.rawValue] != nil }

    /// - Throws: always; stands behind `??` where a field may not be left out.
    package func missing<Value>(_ name: Name) throws(InputError) -> Value {
        throw InputError(field(name), "is required")
    }

    package func text(_ name: Name) throws(InputError) -> String? {
        try read(name, "text") { if case .string(let value) = $0 { value } else { nil } }
    }

    /// What somebody says to others about what they do (a reason, a comment): not blank, of at most 5,000 characters.
    package func remark(_ name: Name) throws(InputError) -> String? {
        guard let text = try text(name) else { return nil }
        try Input.text(text, field(name), limit: 5000)
        return text
    }

    /// A whole number: 3 and 3.0 are, 3.5 and "3" are not.
    package func integer(_ name: Name) throws(InputError) -> Int? {
        try read(name, "a whole number", Self.integer)
    }

    package func number(_ name: Name) throws(InputError) -> Double? {
        try read(name, "a number") { value in
            switch value {
            case .int(let value): Double(value)
            case .double(let value): value
            default: nil
            }
        }
    }

    package func flag(_ name: Name) throws(InputError) -> Bool? {
        try read(name, "true or false") { if case .bool(let value) = $0 { value } else { nil } }
    }

    /// Any value at all, for fields whose form is known elsewhere; nil when it was left out.
    package func json(_ name: Name) -> JSON? { value(name) }

    /// Texts by names that are not known beforehand, such as languages.
    package func textsByName(_ name: Name) throws(InputError) -> [String: String]? {
        guard let members = try read(name, "an object", { if case .object(let all) = $0 { all } else { nil } }) else {
            return nil
        }
        var texts: [String: String] = [:]
        for member in members {
            let field = Self.join(self.field(name), String(member.name.prefix(100)))
            guard case .string(let text) = member.value else { throw Self.wrongType(member.value, field, "text") }
            if texts.updateValue(text, forKey: member.name) != nil { throw InputError(field, "is given twice") }
        }
        return texts
    }

    /// A point in time with its zone (RFC 3339).
    package func time(_ name: Name) throws(InputError) -> Date? {
        guard let text = try text(name) else { return nil }
        guard let date = Timestamp.date(text) else {
            throw InputError(field(name), "must be a time with its zone, such as 2026-03-01T12:00:00Z (RFC 3339)")
        }
        return date
    }

    package func id<Subject>(_ name: Name, of: Subject.Type = Subject.self) throws(InputError) -> Identifier<Subject>? {
        guard let text = try text(name) else { return nil }
        return try Self.id(text, field(name))
    }

    package func ids<Subject>(_ name: Name, of: Subject.Type = Subject.self) throws -> [Identifier<Subject>]? {
        try items(name) { item, field in
            guard case .string(let text) = item else { throw Self.wrongType(item, field, "text") }
            return try Self.id(text, field)
        }
    }

    /// One of a closed list of words.
    package func word<Word: FieldName>(_ name: Name, _: Word.Type = Word.self) throws(InputError) -> Word? {
        guard let value = value(name) else { return nil }
        return try Self.word(value, field(name))
    }

    package func words<Word: FieldName>(_ name: Name, _: Word.Type = Word.self) throws -> [Word]? {
        try items(name) { item, field in try Self.word(item, field) }
    }

    package func texts(_ name: Name) throws -> [String]? {
        try items(name) { item, field in
            guard case .string(let text) = item else { throw Self.wrongType(item, field, "text") }
            return text
        }
    }

    /// An object within this one.
    package func object<Part: JSONBody>(_ name: Name, _: Part.Type = Part.self) throws -> Part? {
        guard let value = value(name) else { return nil }
        return try Part(Fields<Part.Field>(value, at: field(name)))
    }

    /// A list of objects within this one.
    package func objects<Part: JSONBody>(_ name: Name, _: Part.Type = Part.self) throws -> [Part]? {
        try items(name) { item, field in try Part(Fields<Part.Field>(item, at: field)) }
    }

    /// The fencing token of a lease: sent as text, taken as a number too. No token is negative or longer than 18 digits.
    package func token(_ name: Name) throws(InputError) -> Int? {
        try read(name, "the token that came with the lease") { value in
            let number = if case .string(let text) = value { Self.digits(text) } else { Self.integer(value) }
            return number.flatMap { (0..<1_000_000_000_000_000_000).contains($0) ? $0 : nil }
        }
    }

    /// The path of a field of this object, as errors name it.
    package func field(_ name: Name) -> String { Self.join(path, name.rawValue) }

    // MARK: Steps

    private func value(_ name: Name) -> JSON? {
        guard let value = values[name.rawValue], value != .null else { return nil }
        return value
    }

    private func read<Value>(
        _ name: Name, _ wanted: String, _ convert: (JSON) -> Value?
    ) throws(InputError) -> Value? {
        guard let value = value(name) else { return nil }
        guard let converted = convert(value) else { throw Self.wrongType(value, field(name), wanted) }
        return converted
    }

    private func items<Item>(_ name: Name, _ read: (JSON, String) throws -> Item) throws -> [Item]? {
        guard let value = value(name) else { return nil }
        guard case .array(let items) = value else { throw Self.wrongType(value, field(name), "a list") }
        var result: [Item] = []
        for (index, item) in items.enumerated() { result.append(try read(item, "\(field(name))[\(index)]")) }
        return result
    }

    private static func integer(_ value: JSON) -> Int? {
        switch value {
        case .int(let value): value
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }

    /// Not Swift's own reading, which takes signs and leading noughts without end.
    private static func digits(_ text: String) -> Int? {
        (1...18).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    private static func id<Subject>(_ text: String, _ field: String) throws(InputError) -> Identifier<Subject> {
        guard let id = Identifier<Subject>(text) else {
            throw InputError(field, "must be an id: a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057")
        }
        return id
    }

    private static func word<Word: FieldName>(_ value: JSON, _ field: String) throws(InputError) -> Word {
        guard case .string(let text) = value, let word = Word(rawValue: text) else {
            throw InputError(field, "must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    private static func wrongType(_ value: JSON, _ field: String, _ wanted: String) -> InputError {
        InputError(field, "must be \(wanted), not \(value.typeName)")
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}

/// A closed list of words, each with its spelling in the API.
package typealias FieldName = CaseIterable & RawRepresentable<String> & Sendable

extension JSON {
    /// What kind of value it is, for a person.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .int, .double: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
