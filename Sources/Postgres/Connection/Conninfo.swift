internal import CLibPQ

/// Connection parameters as libpq wants them: two arrays, never a string that was pasted together.
///
/// What the user wrote is parsed by libpq itself and handed back untouched; our defaults fill only what the user left
/// out. See <https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-PARAMKEYWORDS>.
struct Conninfo: Equatable {
    private(set) var parameters: [(keyword: String, value: String)]

    /// - Throws: ``ConnectionError/invalidConnectionString(reason:)``.
    init(_ connectionString: String) throws {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(connectionString, &message) else {
            defer { PQfreemem(message) }
            let reason = message.map { String(cString: $0).trimmingTrailingNewlines() } ?? "out of memory"
            throw ConnectionError.invalidConnectionString(reason: reason)
        }
        defer { PQconninfoFree(options) }
        parameters = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                parameters.append((String(cString: keyword), String(cString: value)))
            }
            option += 1
        }
    }

    /// The value that the user or a default gave.
    subscript(keyword: String) -> String? {
        parameters.last { $0.keyword == keyword }?.value
    }

    /// Sets what is not set yet.
    mutating func setDefault(_ keyword: String, _ value: String) {
        guard self[keyword] == nil else { return }
        parameters.append((keyword, value))
    }

    /// Calls `body` with the NULL-terminated arrays of `PQconnectdbParams`. The pointers are valid during the call.
    func withCArrays<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        var text: [CChar] = []
        var offsets: [Int] = []
        for parameter in parameters {
            for part in [parameter.keyword, parameter.value] {
                offsets.append(text.count)
                text.append(contentsOf: part.utf8CString)
            }
        }
        return text.withUnsafeBufferPointer { buffer in
            var keywords: [UnsafePointer<CChar>?] = []
            var values: [UnsafePointer<CChar>?] = []
            for index in parameters.indices {
                keywords.append(buffer.baseAddress.map { $0 + offsets[2 * index] })
                values.append(buffer.baseAddress.map { $0 + offsets[2 * index + 1] })
            }
            keywords.append(nil)
            values.append(nil)
            return keywords.withUnsafeBufferPointer { keywords in
                values.withUnsafeBufferPointer { values in
                    guard let first = keywords.baseAddress, let second = values.baseAddress else {
                        preconditionFailure("both arrays end in nil, so neither is empty")
                    }
                    return body(first, second)
                }
            }
        }
    }

    static func == (one: Conninfo, other: Conninfo) -> Bool {
        one.parameters.elementsEqual(other.parameters) { $0.keyword == $1.keyword && $0.value == $1.value }
    }
}
