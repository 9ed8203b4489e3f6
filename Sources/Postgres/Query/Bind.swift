#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// One value on its way to the server: its text form and its declared type.
public struct Bind: Sendable {
    /// The declared type; ``PostgresType/unknown`` lets the server infer it from the place in the statement.
    public let type: PostgresType
    /// The text form; nil is NULL.
    public let text: String?

    let failure: String?

    /// Encodes a value. One that cannot be encoded is reported, as a ``BindError``, when the statement is run.
    public init<Value: PostgresEncodable>(_ value: Value) {
        type = Value.postgresType
        do {
            text = try value.encodePostgres()
            failure = nil
        } catch {
            text = nil
            failure = String(describing: error)
        }
    }
}

/// The binds of one statement as libpq wants them: their bytes one after the other in one buffer, each ended by a
/// NUL, so that no pointer outlives what it points to.
struct BindBuffer {
    let types: [UInt32]
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []

    /// - Throws: ``BindError`` for a value that could not be encoded or contains a NUL character, which Postgres
    ///   cannot store and C would take for the end.
    init(_ binds: [Bind]) throws {
        types = binds.map(\.type.oid)
        offsets.reserveCapacity(binds.count)
        for (index, bind) in binds.enumerated() {
            if let failure = bind.failure { throw BindError(position: index + 1, reason: failure) }
            guard var text = bind.text else {
                offsets.append(nil)
                continue
            }
            offsets.append(bytes.count)
            // As one block: byte by byte, a megabyte takes noticeable time in a debug build.
            let hasNUL = text.withUTF8 { utf8 in
                bytes.append(contentsOf: utf8)
                return utf8.baseAddress.map { memchr($0, 0, utf8.count) != nil } ?? false
            }
            if hasNUL { throw BindError(position: index + 1, reason: "it contains a NUL character (U+0000)") }
            bytes.append(0)
        }
    }

    /// Calls `body` with the count and the arrays of `PQsendQueryParams`. The pointers are valid during the call.
    func withPointers<Result>(
        _ body: (Int32, UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values: [UnsafePointer<CChar>?] = offsets.map { offset in
                offset.flatMap { offset in start.map { $0 + offset } }
            }
            return types.withUnsafeBufferPointer { types in
                values.withUnsafeBufferPointer { values in
                    body(Int32(types.count), types.baseAddress, values.baseAddress)
                }
            }
        }
    }
}
