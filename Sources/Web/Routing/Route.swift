package import Domain
package import HTTPTypes
package import Hummingbird

/// One thing that clients can ask for.
package struct Route: Sendable {
    /// The people who may use a route.
    package enum Access: Sendable, Hashable {
        /// Anybody, without a key.
        case open
        /// Whoever may do this on the desk, which its key tells.
        case act(Act)
    }

    /// What answering a request that reads may take.
    package enum Reading: Sendable {
        /// Much, for each who asks: a few run at a time.
        case each
        /// Much, once for all who ask for the same at the same time: a few of each client run at a time.
        case together
        /// Little, likewise: as many run as come.
        case little
    }

    package let method: HTTPRequest.Method
    /// A template: `/v1/articles/{id}`.
    package let path: String
    package let access: Access
    /// One sentence; the same as in openapi.json by test.
    package let summary: String
    /// The query parameters that it takes.
    package let query: [String]
    /// Nothing about its parameters is refused: links to pages change on their way through mails and networks, and people
    /// would rather have the page than be told about them.
    package let forgivesQuery: Bool
    /// The query parameters that make it search, which is dear: how often an address may without a key is limited, and few
    /// searches run at a time, whatever else is read together.
    package let searchedBy: [String]
    /// What its body is read as; nil where it takes none.
    package let body: (any JSONBody.Type)?
    /// Its body is a form that a browser sends: how often an address may without a key is limited.
    package let takesForm: Bool
    /// Takes a body of many lines, each of which is read as `body`, while it comes; nil where there is no such form.
    package let lines: (@Sendable (Call, RequestLines) async throws -> Response)?
    package let reading: Reading
    package let handler: @Sendable (Call) async throws -> Response

    package init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ access: Access,
        _ summary: String,
        query: [String] = [],
        forgivesQuery: Bool = false,
        searchedBy: [String] = [],
        body: (any JSONBody.Type)? = nil,
        takesForm: Bool = false,
        lines: (@Sendable (Call, RequestLines) async throws -> Response)? = nil,
        reading: Reading = .each,
        handler: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.summary = summary
        self.query = query
        self.forgivesQuery = forgivesQuery
        self.searchedBy = searchedBy
        self.body = body
        self.takesForm = takesForm
        self.lines = lines
        self.reading = reading
        self.handler = handler
    }

    /// True where it reads what may be much; changes answer with little, and takes may wait.
    var takesTurns: Bool {
        method == .get && reading != .little && (access != .open || path.hasPrefix(PublicAddress.root))
    }

    /// The parameters that every list takes.
    package static let paging = ["limit", "cursor"]
}
