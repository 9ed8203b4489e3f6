package import Foundation

extension JSON {
    /// RFC 3339, UTC, milliseconds.
    package init(_ value: Date?) { self = value.map { .string(Timestamp.text($0)) } ?? .null }

    /// A member of a closed list of words, by its name.
    package init<Word: RawRepresentable>(_ value: Word?) where Word.RawValue == String {
        self = value.map { .string($0.rawValue) } ?? .null
    }

    /// An object with more members at its end; anything else stays as it is.
    package func adding(_ members: KeyValuePairs<String, JSON>) -> JSON {
        guard case .object(let own) = self else { return self }
        return .object(own + members.map { Member($0.key, $0.value) })
    }

    /// An object without some of its members; anything else stays as it is.
    package func leavingOut(_ names: Set<String>) -> JSON {
        guard case .object(let own) = self else { return self }
        return .object(own.filter { !names.contains($0.name) })
    }

    /// How many of each, all words listed, with their sum: `{"total":3,"queued":2,…}`.
    package static func counts<Word: RawRepresentable & CaseIterable & Hashable>(_ counts: [Word: Int]) -> JSON
    where Word.RawValue == String {
        let each = Word.allCases.map { Member($0.rawValue, .int(counts[$0] ?? 0)) }
        return .object([Member("total", .int(counts.values.reduce(0, +)))] + each)
    }
}
