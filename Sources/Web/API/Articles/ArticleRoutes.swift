import Domain
import HTTPTypes
import Hummingbird
import Rendering
import Workflow

/// Articles: sent by newsrooms, read by everybody on the desk.
enum ArticleRoutes {
    /// - Parameter publicURL: see `ServerSettings`; claim reviews name pages there.
    static func all(publicURL: String) -> [Route] {
        let report = Route(
            .get,
            "/v1/articles/{id}/report",
            .act(.seeReport),
            "Export an article's report as JSON, CSV, Markdown, HTML or ClaimReview.",
            query: ["format", "include", "bom", "defuse"],
            handler: { try await Self.report($0, publicURL: publicURL) }
        )
        let submission = Route(
            .post,
            "/v1/articles",
            .act(.submit),
            "Submit an article, or the next version of one; or many, one a line.",
            body: Submission.self,
            lines: { try ArticleLines($0, publicURL: publicURL).response(to: $1) },
            handler: submit
        )
        return [submission] + plain + [report]
    }

    private static let plain = [
        Route(
            .get,
            "/v1/articles",
            .act(.seeArticles),
            "List articles, newest first.",
            query: ["status", "externalId"] + Route.paging,
            reading: .together,
            handler: list
        ),
        Route(
            .get,
            "/v1/articles/{id}",
            .act(.seeArticles),
            "Read an article: its status and how many claims are in each state.",
            query: ["include"],
            handler: show
        ),
        Route(
            .post,
            "/v1/articles/{id}/withdrawal",
            .act(.withdraw),
            "Kill an article: its claims leave the queue, what is public stays.",
            body: WithdrawalBody.self,
            handler: withdraw
        ),
        Route(
            .post,
            "/v1/articles/{id}/embargo",
            .act(.embargo),
            "Hold an article's verdicts and report back until a time, or no longer.",
            body: EmbargoBody.self,
            handler: embargo
        ),
        Route(
            .get,
            "/v1/articles/{id}/claims",
            .act(.seeClaims),
            "List an article's claims in reading order.",
            query: Route.paging,
            reading: .together,
            handler: claims
        ),
    ]

    private static func submit(_ call: Call) async throws -> Response {
        let submission = try call.read(Submission.self)
        return try await call.change({ try await call.desk.submit(submission, by: $0) }, answer: answer)
    }

    @Sendable static func answer(_ receipt: SubmissionReceipt) -> SentAnswer {
        .json(
            receipt.json,
            status: receipt.created ? .accepted : .ok,
            headers: [.location: "/v1/articles/\(receipt.articleID)"]
        )
    }

    private static func list(_ call: Call) async throws -> Response {
        let filter = ArticleFilter(
            status: try call.query.word("status"),
            externalID: try call.query.text("externalId")
        )
        return .json(try await call.desk.articles(filter, try call.query.page(), for: try call.principal)) {
            $0.json(\.json)
        }
    }

    private static func show(_ call: Call) async throws -> Response {
        enum Part: String, CaseIterable, Sendable { case text }
        let id = try call.id("article", of: Article.self)
        if try call.query.word("include", Part.self) == .text {
            return .json(try await call.desk.articleText(id, for: try call.principal).json)
        }
        return .json(try await call.desk.article(id, for: try call.principal).json)
    }

    private static func withdraw(_ call: Call) async throws -> Response {
        let id = try call.id("article", of: Article.self)
        let reason = try call.read(WithdrawalBody.self).reason
        return try await call.change {
            try await call.desk.withdraw(id, reason: reason, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func embargo(_ call: Call) async throws -> Response {
        let id = try call.id("article", of: Article.self)
        let until = try call.read(EmbargoBody.self).until
        return try await call.change {
            try await call.desk.embargo(id, until: until, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func claims(_ call: Call) async throws -> Response {
        let id = try call.id("article", of: Article.self)
        return .json(try await call.desk.claims(of: id, try call.query.page(), for: try call.principal)) {
            $0.json(\.json)
        }
    }

    private static func report(_ call: Call, publicURL: String) async throws -> Response {
        let id = try call.id("article", of: Article.self)
        let format = try reportFormat(call)
        enum Part: String, CaseIterable, Sendable { case unpublished }
        let unpublished = try call.query.word("include", Part.self) != nil
        let options = CSV.Options(
            byteOrderMark: try call.query.flag("bom") ?? false, defusesFormulas: try call.query.flag("defuse") ?? true)
        let report = try await call.desk.report(id, unpublished: unpublished, for: try call.principal)
        var headers: HTTPFields = [.vary: "Accept"]
        switch format {
        case .csv, .md, .claimreview:
            headers[.contentDisposition] = "attachment; filename=\"report-\(id).\(format.fileExtension)\""
        case .html: headers[.contentSecurityPolicy] = SecurityHeaders.page
        case .json: break
        }
        if let head = report.auditHead { headers[.auditHead] = "\(head.batch) \(head.hash)" }
        let text = report.rendered(as: format, server: call.server(publicURL: publicURL), csv: options)
        return .text(text, type: format.mediaType, headers: headers)
    }

    /// What the query asks for, else what the client accepts.
    private static func reportFormat(_ call: Call) throws -> ReportFormat {
        if let format = try call.query.word("format", ReportFormat.self) { return format }
        // Several Accept headers are one with commas between (RFC 9110 §5.3).
        let accept = call.request.headers[values: .accept].joined(separator: ",")
        guard let format = ReportFormat(accept: accept) else {
            let forms = "application/json, text/csv, text/markdown, text/html and application/ld+json"
            throw Problem(.notAcceptable, "There are \(forms); \(accept) is none of them.", field: "Accept")
        }
        return format
    }
}
