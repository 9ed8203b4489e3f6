package import Domain
import HTTPTypes
package import Hummingbird
import ServiceLifecycle
package import Workflow

/// One request on its way through its route: who asks, for what, with which body.
package struct Call: Sendable {
    /// The desk's verbs.
    package let desk: Desk
    package let request: Request
    package let context: DeskContext
    package let query: Query
    /// The bytes of the body; empty where the route takes none.
    package let body: [UInt8]
    /// The body where it is one of lines, which are read while they come.
    package let lines: RequestLines?
    private let admitted: Principal?

    package init(
        desk: Desk, request: Request, context: DeskContext, query: Query, body: [UInt8], lines: RequestLines? = nil,
        principal: Principal?
    ) {
        self.desk = desk
        self.request = request
        self.context = context
        self.query = query
        self.body = body
        self.lines = lines
        admitted = principal
    }

    /// The member who asks.
    ///
    /// - Throws: `AccessError.missing` on a route that is open to anybody.
    package var principal: Principal {
        get throws(AccessError) {
            guard let admitted else { throw .missing }
            return admitted
        }
    }

    /// Has a change made, and answers as the route says; under an idempotency key that came before, as it was answered
    /// then.
    ///
    /// - Parameters:
    ///   - verb: makes the change for the caller that it is given.
    ///   - answer: how what the verb returns is sent.
    /// - Throws: `InputError` when the `Idempotency-Key` cannot be one, and what the verb does.
    package func change<Value: Sendable>(
        _ verb: (Caller) async throws -> Value, answer: @escaping @Sendable (Value) -> SentAnswer
    ) async throws -> Response {
        let idempotency = try request.headers[.idempotencyKey].map { key in
            let key = try IdempotencyKey(
                key, method: request.method.rawValue, path: request.head.path ?? request.uri.path, body: body)
            return Idempotency(key, sending: answer)
        }
        let caller = Caller(try principal, requestID: context.requestID, idempotency: idempotency)
        do {
            return answer(try await verb(caller)).response
        } catch let before as AnsweredBefore {
            return before.sent.response
        }
    }

    /// The `{id}` of the path.
    ///
    /// - Parameters:
    ///   - what: what it should be the id of, in the words of the API.
    ///   - name: how the path's template names it.
    /// - Throws: `Problem` (404) when it is no id at all: there can be no such row.
    package func id<Subject>(
        _ what: String, named name: String = "id", of: Subject.Type = Subject.self
    ) throws(Problem) -> Identifier<Subject> {
        let text = context.parameters.get(name) ?? ""
        guard let id = Identifier<Subject>(text) else {
            throw Problem(
                .notFound,
                "“\(text.prefix(100))” is not the id of any \(what): ids are UUIDs such as "
                    + "01890a5d-ac96-774b-bcce-b302099a8057."
            )
        }
        return id
    }

    /// The body, read as what the route says it is.
    package func read<Body: JSONBody>(_: Body.Type = Body.self) throws -> Body { try Body(reading: body) }

    /// Where the public reaches this server: as it is set, else how this client reached it. Addresses in a file that is
    /// handed on cannot be relative.
    ///
    /// - Parameter publicURL: see `ServerSettings`; empty when nobody has said.
    package func server(publicURL: String) -> String {
        publicURL.isEmpty ? "http://\(request.head.authority ?? "localhost")" : publicURL
    }

    /// Runs something that may take long, and gives it up when the client goes away or the server is to stop.
    ///
    /// The answer must close the connection: watching the client reads what it sends next.
    package func whileClientWaits<Value: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await cancelWhenGracefulShutdown {
            try await request.body.consumeWithCancellationOnInboundClose { _ in try await operation() }
        }
    }
}
