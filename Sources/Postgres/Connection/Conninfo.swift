internal import CLibPQ

/// Connection parameters as libpq wants them: two arrays, never a string that was pasted together.
///
/// What the user wrote is parsed by libpq itself and handed back untouched; our defaults fill only what the user left
/// out. See <https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-PARAMKEYWORDS>.
struct Conninfo: Equatable, Sendable {
    private(set) var parameters: [(keyword: String, value: String)]

    /// - Throws: ``ConnectionError/invalidConnectionString(reason:)``, which quotes nothing: libpq quotes what it does not
    ///   understand, and that may be the password.
    init(_ connectionString: String) throws {
        if let reason = Self.misspelling(in: connectionString) {
            throw ConnectionError.invalidConnectionString(reason: reason)
        }
        guard let options = PQconninfoParse(connectionString, nil) else {
            throw ConnectionError.invalidConnectionString(reason: Self.expectation)
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
        if let reason = mistake { throw ConnectionError.invalidConnectionString(reason: reason) }
    }

    private static let expectation =
        "it must be a URI such as postgresql://user:password@host:5432/database, "
        + "or pairs such as host=… user=… dbname=…"

    /// Slips that libpq answers with a part of the string, or reads as something else and looks for a host of that name.
    private static func misspelling(in text: String) -> String? {
        if text.contains("\0") { return "it contains a NUL character" }
        if let first = text.first(where: { !$0.isWhitespace }), "\"'“‘`".contains(first) {
            return "it stands in quotation marks, which files of settings keep: take them away"
        }
        guard let scheme = ["postgresql://", "postgres://"].first(where: text.hasPrefix) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let parts = rest.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        guard parts.allSatisfy({ $0.prefix(2).count == 2 && $0.prefix(2).allSatisfy(\.isHexDigit) }) else {
            return "a % that stands for itself must be written %25"
        }
        // Libpq takes the first @ before any / for the end of user and password.
        let beginning = rest.prefix { $0 != "/" }
        let host =
            if let end = beginning.firstIndex(of: "@") {
                rest[rest.index(after: end)...].prefix { !"/?".contains($0) }
            } else {
                rest.dropFirst(beginning.count).prefix { $0 != "?" }
            }
        return host.contains("@") ? "in user and password, @ must be written %40 and / %2F" : nil
    }

    /// The words that libpq knows, where it knows no others. It looks at them only when it connects, and then with an error
    /// that cannot be told from a server that is not there yet.
    private static let words: [(keyword: String, values: [String])] = [
        ("sslmode", ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]),
        (
            "target_session_attrs",
            ["any", "read-write", "read-only", "primary", "standby", "prefer-standby"]
        ),
        ("gssencmode", ["disable", "prefer", "require"]),
        ("channel_binding", ["disable", "prefer", "require"]),
    ]

    /// What no waiting makes right; nil for a string that may lead somewhere. Values are quoted, where they are no secrets.
    private var mistake: String? {
        let ports = self["port"]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
        for port in ports where !port.isEmpty {
            guard let number = Int(port), (1...65_535).contains(number) else {
                return "the port must be a number from 1 to 65535"
            }
        }
        let hosts = (self["host"] ?? self["hostaddr"])?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        if ports.count > 1, ports.count != max(1, hosts.count) {
            return "it names \(hosts.count) hosts and \(ports.count) ports: give one port for all, or one for each"
        }
        for host in hosts where !host.hasPrefix("/") && !host.hasPrefix("@") {
            if host.contains(where: \.isWhitespace) { return "a host has no blanks in its name" }
            // One colon is a port's, several are those of an IPv6 address.
            if host.count(where: { $0 == ":" }) == 1 {
                return "the port stands in the host's name: write it as port=… or behind the host of a URI"
            }
        }
        for (keyword, values) in Self.words {
            guard let value = self[keyword], !values.contains(value) else { continue }
            return "\(keyword) must be one of \(values.joined(separator: ", "))"
        }
        return nil
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

    /// Sets what must be so, whatever the user said.
    mutating func set(_ keyword: String, _ value: String) {
        parameters.removeAll { $0.keyword == keyword }
        parameters.append((keyword, value))
    }

    /// A message of libpq's without the secrets that it may quote.
    func redacted(_ message: String) -> String {
        let secrets = ["password", "sslpassword"].compactMap { self[$0] }.filter { !$0.isEmpty }
        return secrets.reduce(message) { $0.replacing($1, with: "…") }
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
