import Domain

/// A value that is read from a JSON object which a client sent.
package protocol JSONBody: Sendable {
    /// The names that its object may have, as the client spells them; openapi.json has the same ones by test.
    associatedtype Field: FieldName

    /// - Throws: `InputError` with the first field that is missing, of a wrong type or unknown.
    init(_ fields: Fields<Field>) throws
}

extension JSONBody {
    /// The names of its fields, in the order in which they are declared.
    package static var fieldNames: [String] { Field.allCases.map(\.rawValue) }

    /// Reads a request's body.
    ///
    /// - Parameter bytes: the body as it came.
    /// - Throws: `Problem` (400) when there is none, when it is not UTF-8 or not JSON; `Problem` (422) when it is not an
    ///   object; `InputError` (422) when a field cannot be accepted.
    package init(reading bytes: [UInt8]) throws {
        if bytes.isEmpty { throw Problem(.bodyMissing, "This request needs a JSON object as its body.") }
        if let offset = InvalidUTF8.offset(in: bytes) {
            throw Problem(.invalidUTF8, "The body is not UTF-8: byte \(offset) (from 0) does not fit.")
        }
        let json: JSON
        do {
            json = try JSON(reading: bytes)
        } catch {
            throw Problem(
                .malformedJSON,
                "The body is not JSON: line \(error.line), column \(error.column): \(error.problem).",
                more: [JSON.Member("line", .int(error.line)), JSON.Member("column", .int(error.column))]
            )
        }
        guard case .object = json else {
            throw Problem(.invalidBody, "The body must be a JSON object, not \(json.typeName).")
        }
        try self.init(Fields(json))
    }
}

/// Where text stops being UTF-8.
package enum InvalidUTF8 {
    /// - Returns: the offset of the first byte that does not fit; nil when all do.
    package static func offset(in bytes: [UInt8]) -> Int? {
        // The whole is checked by vector code first; only bad text is walked through.
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .error: return offset
            case .emptyInput: return bytes.count
            }
        }
    }
}
