internal import CLibPQ

/// One libpq result: its rows in text form and the names of its columns.
final class ResultSet {
    let handle: ResultHandle
    let shape: ResultShape

    /// - Parameter shape: the columns, when they are known from an earlier row of the same statement.
    init(_ handle: consuming ResultHandle, shape: ResultShape? = nil) {
        self.shape = shape ?? ResultShape(handle.raw)
        self.handle = handle
    }

    var rowCount: Int32 {
        PQntuples(handle.raw)
    }

    /// Rows inserted, updated, deleted, selected or copied; 0 for other statements.
    var affectedRows: Int {
        PQcmdTuples(handle.raw).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// What the server says it did, for example `COMMIT`.
    var commandTag: String {
        PQcmdStatus(handle.raw).map { String(cString: $0) } ?? ""
    }

    /// The bytes stay valid as long as the result.
    func value(row: Int32, column: Int32) -> PostgresValue {
        let type = shape.types[Int(column)]
        if PQgetisnull(handle.raw, row, column) == 1 { return PostgresValue(bytes: nil, oid: type) }
        let start = UnsafeRawPointer(PQgetvalue(handle.raw, row, column))
        let count = Int(PQgetlength(handle.raw, row, column))
        return PostgresValue(bytes: UnsafeRawBufferPointer(start: start, count: count), oid: type)
    }
}

/// The names and types of a result's columns.
final class ResultShape {
    let columns: [String]
    let types: [UInt32]
    private let indices: [String: Int32]
    /// The column behind the one that was read last: rows are read in the order of their columns, mostly, and a name that stands
    /// there need not be looked up. Nil where two have one name.
    private var next: Int?

    init(_ raw: OpaquePointer) {
        let range = 0..<PQnfields(raw)
        columns = range.map { PQfname(raw, $0).map { String(cString: $0) } ?? "" }
        types = range.map { PQftype(raw, $0) }
        indices = Dictionary(zip(columns, range), uniquingKeysWith: { first, _ in first })
        next = indices.count == columns.count && !columns.isEmpty ? 0 : nil
    }

    func index(of column: String) -> Int32? {
        guard let next else { return indices[column] }
        let found = columns[next] == column ? next : indices[column].map { Int($0) }
        guard let found else { return nil }
        self.next = found + 1 < columns.count ? found + 1 : 0
        return Int32(found)
    }
}
