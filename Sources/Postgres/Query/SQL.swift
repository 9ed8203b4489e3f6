/// A statement and its binds, written as a string literal.
///
/// ```swift
/// let open: SQL = "AND state = \("open")"
/// try session.execute("UPDATE job SET tries = \(tries) WHERE id = \(id) \(open)")
/// ```
/// `\(value)` is always a bind: it becomes `$1`, `$2`, … and its text never mixes with the statement's.
/// `\(fragment)`, itself an `SQL`, is spliced in with its binds renumbered. `\(unescaped: text)` puts raw text into the
/// statement and is a red flag in review; `\(identifier: name)` quotes a name.
public struct SQL: Sendable {
    fileprivate enum Part: Sendable {
        case text(String)
        case bind(Bind)
    }

    private var parts: [Part]

    /// Raw text without binds, for statements that are not literals (a migration's file).
    public init(unescaped text: String) {
        parts = [.text(text)]
    }

    /// The statement with `$1`, `$2`, … where values are bound.
    public var text: String {
        var text = ""
        var number = 0
        for part in parts {
            switch part {
            case .text(let raw): text += raw
            case .bind:
                number += 1
                text += "$\(number)"
            }
        }
        return text
    }

    /// The bound values, `$1` first.
    public var binds: [Bind] {
        parts.compactMap { part in
            if case .bind(let bind) = part { bind } else { nil }
        }
    }

    /// One statement after the other, with the second one's binds renumbered. No space is added.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum += right
        return sum
    }

    /// Appends a fragment. No space is added.
    public static func += (left: inout SQL, right: SQL) {
        left.parts += right.parts
    }
}

extension SQL: ExpressibleByStringInterpolation {
    /// Collects the text and the values of a literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        /// Starts empty.
        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Takes the text between two values.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some PostgresEncodable) {
            parts.append(.bind(Bind(value)))
        }

        /// Binds a value or NULL. Of its own, because the compiler warns of optionals that an interpolation does not
        /// expect.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            parts.append(.bind(Bind(value)))
        }

        /// Splices a fragment.
        public mutating func appendInterpolation(_ fragment: SQL) {
            parts += fragment.parts
        }

        /// Puts raw text into the statement. Never give it anything that came from outside.
        public mutating func appendInterpolation(unescaped text: String) {
            parts.append(.text(text))
        }

        /// Puts a quoted name (table, column, channel) into the statement.
        public mutating func appendInterpolation(identifier name: String) {
            parts.append(.text(SQL.quoted(identifier: name)))
        }
    }

    /// A statement without binds.
    public init(stringLiteral text: String) {
        parts = [.text(text)]
    }

    /// A statement from a literal with values.
    public init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    static func quoted(identifier name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}

extension Sequence<SQL> {
    /// The fragments in order with the separator between them; binds are renumbered.
    public func joined(separator: SQL = "") -> SQL {
        var joined = SQL(unescaped: "")
        var isFirst = true
        for fragment in self {
            if !isFirst { joined += separator }
            joined += fragment
            isFirst = false
        }
        return joined
    }
}
