import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Triage of the desk as a whole: its rules, and what they come to.
enum TriageRoutes {
    static let all = [
        Route(
            .get,
            "/v1/triage/rules",
            .act(.seeTriage),
            "Read the desk's rules for claims that are found.",
            handler: rules
        ),
        Route(
            .put,
            "/v1/triage/rules",
            .act(.setTriageRules),
            "Replace the desk's rules for claims that are found.",
            body: TriageRulesBody.self,
            handler: setRules
        ),
        Route(
            .post,
            "/v1/triage/dry-run",
            .act(.tryTriageRules),
            "Show what rules would do with the claims of the latest articles.",
            body: DryRunBody.self,
            handler: dryRun
        ),
        Route(
            .get,
            "/v1/triage/balance",
            .act(.seeTriage),
            "Count what became of the claims that were found, by claimant, topic or kind.",
            query: ["since", "until", "by"],
            handler: balance
        ),
    ]

    private static func rules(_ call: Call) async throws -> Response {
        answer(try await call.desk.triageRules(for: try call.principal)).response
    }

    private static func setRules(_ call: Call) async throws -> Response {
        let revision = try RevisionTag.required(by: call.request.headers)
        let rules = try call.read(TriageRulesBody.self).rules
        return try await call.change(
            {
                try await call.desk.setTriageRules(rules, ifRevision: revision, by: $0)
            }, answer: answer)
    }

    private static func answer(_ rules: TriageRuleSet) -> SentAnswer {
        .json(rules.json, headers: [.eTag: RevisionTag.text(rules.revision)])
    }

    private static func dryRun(_ call: Call) async throws -> Response {
        let body = try call.read(DryRunBody.self)
        let run = try await call.desk.dryRun(body.rules, articles: body.articles, for: try call.principal)
        return .json(run.json)
    }

    private static func balance(_ call: Call) async throws -> Response {
        let balance = try await call.desk.triageBalance(
            by: try call.query.word("by") ?? .claimant,
            since: try call.query.time("since"),
            until: try call.query.time("until"),
            for: try call.principal
        )
        return .json(balance.json)
    }
}
