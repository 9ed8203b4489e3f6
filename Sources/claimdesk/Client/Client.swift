import Domain
import Foundation
import FoundationNetworking

/// Speaks to a desk over HTTP for a person at the command line.
struct Client: Sendable {
    /// What a desk answered with a status below 400.
    struct Answer: Sendable {
        let status: Int
        let body: Data

        /// - Throws: `Failure` when the body is not what this version of claimdesk expects.
        func decode<Shape: Decodable>(_ shape: Shape.Type) throws(Failure) -> Shape {
            do {
                return try JSONDecoder().decode(shape, from: body)
            } catch {
                throw Failure("the desk's answer is not understood; is it a claimdesk of this version? (\(error))")
            }
        }

        var text: String { String(decoding: body, as: UTF8.self) }

        /// Writes the body as it came: to a file, of which is then told, or to stdout.
        ///
        /// - Parameter file: nil for stdout.
        /// - Throws: `Failure` when the file cannot be written.
        func write(to file: String?) throws {
            guard let file else { return try FileHandle.standardOutput.write(contentsOf: body) }
            do {
                try body.write(to: URL(filePath: file), options: .atomic)
            } catch {
                throw Failure("\(file) cannot be written: \(error.localizedDescription)")
            }
            StandardError.write("Written to \(file) (\(body.count) bytes)")
        }
    }

    /// Three further tries within three seconds: a desk that restarts, or its database, is back by then.
    static let pauses: [Duration] = [.milliseconds(200), .milliseconds(800), .seconds(2)]

    let address: ServerAddress
    let key: String?
    private let pauses: [Duration]
    private let session: URLSession

    /// - Parameters:
    ///   - key: an access key; nil for what needs none.
    ///   - timeout: how long the desk may stay silent, seconds.
    ///   - pauses: waited before each further try when a connection breaks or the desk says 503 or 429; none for one try.
    init(_ address: ServerAddress, key: String?, timeout: TimeInterval = 60, pauses: [Duration] = Client.pauses) {
        self.address = address
        self.key = key
        self.pauses = pauses
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = timeout
        configuration.httpCookieStorage = nil
        session = URLSession(configuration: configuration)
    }

    /// - Parameters:
    ///   - path: the parts of the path; ids, which need no escaping.
    ///   - accept: the media type that is wanted.
    /// - Throws: `Problem` when the desk refuses, `Failure` when it cannot be reached.
    func get(
        _ path: [String], _ query: KeyValuePairs<String, String> = [:], accept: String = "application/json",
        headers: KeyValuePairs<String, String> = [:]
    ) async throws -> Answer {
        try await get(path, query.map { URLQueryItem(name: $0.key, value: $0.value) }, accept: accept, headers: headers)
    }

    private func get(
        _ path: [String], _ query: [URLQueryItem], accept: String = "application/json",
        headers: KeyValuePairs<String, String> = [:]
    ) async throws -> Answer {
        var request = URLRequest(url: try address.resource(path, query))
        request.setValue(accept, forHTTPHeaderField: "Accept")
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        return try await send(request)
    }

    /// Sends a write. It may be sent again after a broken connection: its idempotency key keeps that from doing it twice.
    ///
    /// - Throws: `Problem` when the desk refuses, `Failure` when it cannot be reached.
    func post(_ path: [String], _ body: JSON) async throws -> Answer { try await write("POST", path, body) }

    /// Sends a change of what is there, as `post` does.
    ///
    /// - Throws: `Problem` when the desk refuses, `Failure` when it cannot be reached.
    func patch(_ path: [String], _ body: JSON) async throws -> Answer { try await write("PATCH", path, body) }

    /// Sends what takes the place of what is there, as `post` does.
    ///
    /// - Throws: `Problem` when the desk refuses, `Failure` when it cannot be reached.
    func put(_ path: [String], _ body: JSON) async throws -> Answer { try await write("PUT", path, body) }

    /// Sends lines, as `post` does.
    ///
    /// - Throws: `Problem` when the desk refuses all of them, `Failure` when it cannot be reached.
    func post(_ path: [String], lines: [[UInt8]]) async throws -> Answer {
        let body = Data(lines.joined(separator: [UInt8(ascii: "\n")]))
        return try await write("POST", path, body, type: "application/x-ndjson")
    }

    private func write(_ method: String, _ path: [String], _ body: JSON) async throws -> Answer {
        try await write(method, path, Data(body.text().utf8), type: "application/json")
    }

    private func write(_ method: String, _ path: [String], _ body: Data, type: String) async throws -> Answer {
        var request = URLRequest(url: try address.resource(path))
        request.httpMethod = method
        request.setValue(type, forHTTPHeaderField: "Content-Type")
        request.setValue(UUID().text, forHTTPHeaderField: "Idempotency-Key")
        request.httpBody = body
        return try await send(request)
    }

    /// Reads a list to its end, or as far as it is wanted.
    ///
    /// - Parameters:
    ///   - filter: query parameters; those without a value are left out.
    ///   - most: so many items at most; nil for all.
    /// - Returns: the items, and the same as they came.
    /// - Throws: `Problem` when the desk refuses, `Failure` when it cannot be reached or does not answer with a list.
    func list<Item: Decodable>(
        _ path: [String], filter: KeyValuePairs<String, String?> = [:], most: Int? = nil, of: Item.Type
    ) async throws -> (items: [Item], json: JSON) {
        var items: [Item] = []
        var json: [JSON] = []
        var cursor: String?
        repeat {
            let wanted = min(200, (most ?? .max) - items.count)
            let paging: [(String, String?)] = [("limit", String(wanted)), ("cursor", cursor)]
            let query = (filter.map { ($0.key, $0.value) } + paging).compactMap { name, value in
                value.map { URLQueryItem(name: name, value: $0) }
            }
            let answer = try await get(path, query)
            let page = try answer.decode(Shapes.List<Item>.self)
            items += page.items
            cursor = page.next
            guard case .object(let members) = JSON(parsing: answer.text),
                case .array(let found) = members.first(where: { $0.name == "items" })?.value
            else { throw Failure("the desk's answer is no list; is it a claimdesk of this version?") }
            json += found
        } while cursor != nil && items.count < (most ?? .max)
        return (items, .array(json))
    }

    private func send(_ request: URLRequest) async throws -> Answer {
        var request = request
        if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
        request.setValue("claimdesk/\(Claimdesk.version)", forHTTPHeaderField: "User-Agent")
        var pauses = pauses.makeIterator()
        while true {
            do {
                let answer = try await once(request)
                if answer.status < 400 { return answer }
                let problem = Problem(status: answer.status, body: answer.body)
                guard [429, 503].contains(answer.status), let pause = pauses.next() else { throw problem }
                try await Task.sleep(for: pause)
            } catch let error as URLError {
                guard Self.isPassing(error), let pause = pauses.next() else {
                    throw Failure("\(address) cannot be reached: \(error.localizedDescription)")
                }
                try await Task.sleep(for: pause)
            }
        }
    }

    private func once(_ request: URLRequest) async throws -> Answer {
        let (body, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else {
            throw Failure("\(address) did not answer in HTTP")
        }
        return Answer(status: response.statusCode, body: body)
    }

    /// A connection that broke may be whole again in a moment; a desk that is not there, or a wrong name, will not.
    private static func isPassing(_ error: URLError) -> Bool {
        error.code == .networkConnectionLost
    }
}
