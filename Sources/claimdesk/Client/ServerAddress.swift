import Foundation

/// Where a desk answers: scheme, host, port and perhaps a path.
struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    let url: URL

    /// - Throws: `Failure` unless the text is an http or https URL with a host.
    init(_ text: String) throws(Failure) {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            url.host?.isEmpty == false, url.query == nil, url.fragment == nil
        else { throw Failure("\"\(text)\" is no address of a desk: it must look like http://127.0.0.1:8080") }
        self.url = url
    }

    /// The address of something on the desk.
    ///
    /// - Parameters:
    ///   - path: begins with a slash; each part percent-encoded as far as it needs to be.
    ///   - query: names and values, encoded here.
    func resource(_ path: [String], _ query: [URLQueryItem]) throws(Failure) -> URL {
        var result = url
        for part in path { result.append(component: part) }
        if !query.isEmpty { result.append(queryItems: query) }
        return result
    }

    /// The same with names and values.
    func resource(_ path: [String], _ query: KeyValuePairs<String, String> = [:]) throws(Failure) -> URL {
        try resource(path, query.map { URLQueryItem(name: $0.key, value: $0.value) })
    }

    var description: String {
        let text = url.absoluteString
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
