/// Writes the data of a `COPY … FROM STDIN`.
public struct CopyWriter {
    private var buffer: [UInt8] = []
    private let send: (UnsafeRawBufferPointer) throws -> Void

    /// Sent in pieces of this many bytes; larger ones brought nothing.
    private static let pieceSize = 64 * 1_024

    init(send: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.send = send
        buffer.reserveCapacity(Self.pieceSize + 1_024)
    }

    /// Writes one row in COPY's text format, escaping what needs it; nil is NULL.
    ///
    /// - Throws: ``BindError`` for a field with a NUL character, which Postgres cannot store.
    public mutating func write(row: [String?]) throws {
        for (index, field) in row.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: "\t")) }
            guard let field else {
                buffer.append(contentsOf: "\\N".utf8)
                continue
            }
            for byte in field.utf8 {
                switch byte {
                case UInt8(ascii: "\\"): buffer.append(contentsOf: "\\\\".utf8)
                case UInt8(ascii: "\t"): buffer.append(contentsOf: "\\t".utf8)
                case UInt8(ascii: "\n"): buffer.append(contentsOf: "\\n".utf8)
                case UInt8(ascii: "\r"): buffer.append(contentsOf: "\\r".utf8)
                case 0: throw BindError(position: index + 1, reason: "it contains a NUL character (U+0000)")
                default: buffer.append(byte)
                }
            }
        }
        buffer.append(UInt8(ascii: "\n"))
        try flushIfFull()
    }

    /// Writes one row of encodable values in COPY's text format.
    ///
    /// - Throws: ``BindError``, as for a bind of a statement.
    public mutating func write(values: [any PostgresEncodable]) throws {
        var row: [String?] = []
        for (index, value) in values.enumerated() {
            do {
                row.append(try value.encodePostgres())
            } catch {
                throw BindError(position: index + 1, reason: String(describing: error))
            }
        }
        try write(row: row)
    }

    /// Writes bytes as they are, in the format that the COPY statement names. Rows may be split at any byte.
    ///
    /// - Throws: ``ConnectionError/lost(reason:)`` when the connection breaks.
    public mutating func write(raw bytes: some Sequence<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        try flushIfFull()
    }

    private mutating func flushIfFull() throws {
        if buffer.count >= Self.pieceSize { try flush() }
    }

    mutating func flush() throws {
        guard !buffer.isEmpty else { return }
        try buffer.withUnsafeBytes(send)
        buffer.removeAll(keepingCapacity: true)
    }
}
