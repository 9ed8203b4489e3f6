/// One rule of a desk's policy: its name in the API and what it may be.
package struct PolicySetting: Sendable {
    package enum Form: Sendable, Hashable {
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        /// One of these words.
        case word([String])
        /// A switch: on or off.
        case flag
        /// Any text of so many code points; empty for none.
        case text(limit: Int)
    }

    /// As in the API: `requiredReviews`.
    package let name: String
    package let form: Form
    private let read: @Sendable (DeskPolicy) -> JSON
    private let write: @Sendable (inout DeskPolicy, JSON) -> Void
    /// What else is asked of a text, and the field to name.
    private let check: (@Sendable (String, String) throws(InputError) -> Void)?

    /// The column that it is stored in: `required_reviews`.
    package var column: String {
        name.map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
    }

    package func value(in policy: DeskPolicy) -> JSON { read(policy) }

    /// - Throws: `InputError` with the setting's name when the value is none that it may have.
    package func set(_ value: JSON, in policy: inout DeskPolicy) throws(InputError) {
        write(&policy, try accepted(value))
    }

    /// Takes a value as it is stored, which was judged when it was set.
    package func restore(_ value: JSON, in policy: inout DeskPolicy) { write(&policy, value) }

    /// The value in the setting's own form: 3 for 3.0, 1.0 for 1.
    private func accepted(_ value: JSON) throws(InputError) -> JSON {
        switch (form, value) {
        case (.integer(let range), .int(let number)) where range.contains(number): return value
        case (.integer(let range), .double(let number)):
            if let whole = Int(exactly: number), range.contains(whole) { return .int(whole) }
        case (.number(let range), .double(let number)) where range.contains(number): return value
        case (.number(let range), .int(let number)) where range.contains(Double(number)): return .double(Double(number))
        case (.word(let words), .string(let word)) where words.contains(word): return value
        case (.flag, .bool): return value
        case (.text(let limit), .string(let text)):
            try Input.optionalText(text, name, limit: limit)
            try check?(text, name)
            return value
        default: break
        }
        throw InputError(name, wanted)
    }

    private var wanted: String {
        switch form {
        case .integer(let range): "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "must be a number from \(range.lowerBound) to \(range.upperBound)"
        case .word(let words): "must be one of \(words.joined(separator: ", "))"
        case .flag: "must be true or false"
        case .text: "must be a text"
        }
    }

    /// A whole number within a range.
    package static func integer(
        _ name: String, _ property: any WritableKeyPath<DeskPolicy, Int> & Sendable, _ range: ClosedRange<Int>
    ) -> PolicySetting {
        PolicySetting(
            name: name, form: .integer(range), read: { .int($0[keyPath: property]) },
            write: { policy, value in
                if case .int(let number) = value { policy[keyPath: property] = number }
            })
    }

    /// A number within a range.
    package static func number(
        _ name: String, _ property: any WritableKeyPath<DeskPolicy, Double> & Sendable, _ range: ClosedRange<Double>
    ) -> PolicySetting {
        PolicySetting(
            name: name, form: .number(range), read: { .double($0[keyPath: property]) },
            write: { policy, value in
                if case .double(let number) = value { policy[keyPath: property] = number }
            })
    }

    /// One of a closed list of words.
    package static func word<Word: RawRepresentable & CaseIterable & Sendable>(
        _ name: String, _ property: any WritableKeyPath<DeskPolicy, Word> & Sendable
    ) -> PolicySetting where Word.RawValue == String {
        PolicySetting(
            name: name, form: .word(Word.allCases.map(\.rawValue)), read: { .string($0[keyPath: property].rawValue) }
        ) { policy, value in
            if case .string(let text) = value, let word = Word(rawValue: text) { policy[keyPath: property] = word }
        }
    }

    /// A switch: on or off.
    package static func flag(
        _ name: String, _ property: any WritableKeyPath<DeskPolicy, Bool> & Sendable
    ) -> PolicySetting {
        PolicySetting(name: name, form: .flag, read: { .bool($0[keyPath: property]) }) { policy, value in
            if case .bool(let isOn) = value { policy[keyPath: property] = isOn }
        }
    }

    /// A text, or none.
    ///
    /// - Parameter check: what else is asked of it.
    package static func text(
        _ name: String, _ property: any WritableKeyPath<DeskPolicy, String> & Sendable, limit: Int,
        _ check: (@Sendable (String, String) throws(InputError) -> Void)? = nil
    ) -> PolicySetting {
        PolicySetting(
            name: name, form: .text(limit: limit), read: { .string($0[keyPath: property]) },
            write: { policy, value in if case .string(let text) = value { policy[keyPath: property] = text } },
            check: check)
    }

    private init(
        name: String, form: Form, read: @escaping @Sendable (DeskPolicy) -> JSON,
        write: @escaping @Sendable (inout DeskPolicy, JSON) -> Void,
        check: (@Sendable (String, String) throws(InputError) -> Void)? = nil
    ) {
        self.name = name
        self.form = form
        self.read = read
        self.write = write
        self.check = check
    }
}
