/// One row of a result. Its columns are read by name: `let id: UUID = try row["id"]`.
public struct Row {
    private let result: ResultSet
    private let index: Int32

    init(result: ResultSet, index: Int32) {
        self.result = result
        self.index = index
    }

    /// The names of the columns, in the statement's order.
    public var columns: [String] { result.shape.columns }

    /// The value of a column. Of several columns with one name, the first.
    ///
    /// - Throws: ``ColumnDecodingError`` when there is no such column, when it is NULL and the type is not optional,
    ///   or when the value is not one of the type.
    public subscript<Value: PostgresDecodable>(_ column: String) -> Value {
        get throws { try decode(column) }
    }

    /// The value of a column, with the type named.
    ///
    /// - Throws: ``ColumnDecodingError``, as for the subscript.
    public func decode<Value: PostgresDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        guard let position = result.shape.index(of: column) else {
            let names = columns.joined(separator: ", ")
            throw ColumnDecodingError(
                column: column,
                wanted: Value.self,
                reason: "there is no such column; there are: \(names)"
            )
        }
        let value = result.value(row: index, column: position)
        do {
            return try Value(postgres: value)
        } catch let error as ValueDecodingError {
            throw ColumnDecodingError(column: column, wanted: Value.self, found: value.typeName, reason: error.reason)
        } catch {
            // Not `String(describing:)`: what other code throws here may hold the value.
            throw ColumnDecodingError(
                column: column,
                wanted: Value.self,
                found: value.typeName,
                reason: "\(type) refused it",
                cause: error
            )
        }
    }
}

/// A column's value is not what the program expects. The value itself is not told.
public struct ColumnDecodingError: Error, CustomStringConvertible {
    /// The column's name.
    public let column: String
    /// The Swift type that was asked for.
    public let wanted: String
    /// The Postgres type that is there, by name, or by number where the library does not know it.
    public let found: String?
    /// The reason why the value is not of the type.
    public let reason: String
    /// What a type's own initializer threw.
    public let cause: (any Error)?

    init(column: String, wanted: Any.Type, found: String? = nil, reason: String, cause: (any Error)? = nil) {
        self.column = column
        self.wanted = String(describing: wanted)
        self.found = found
        self.reason = reason
        self.cause = cause
    }

    /// For people; tells no data.
    public var description: String {
        "column \"\(column)\"\(found.map { " (\($0))" } ?? "") cannot be read as \(wanted): \(reason)"
    }
}
