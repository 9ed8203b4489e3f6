import Domain
import Hummingbird
import Rendering
import Workflow

/// What a publication, a correction or another entry in the ledger would make public.
enum PreviewRoutes {
    /// - Parameter publicURL: see `ServerSettings`; public forms name pages there.
    static func all(publicURL: String) -> [Route] {
        [
            Route(
                .post,
                "/v1/claims/{id}/publication/preview",
                .act(.previewPublication),
                "Read what a publication would make public, and what stands against it.",
                body: PublicationBody.self,
                handler: { try await preview($0, publicURL: publicURL) }
            ),
            Route(
                .post,
                "/v1/claims/{id}/corrections/preview",
                .act(.previewPublication),
                "Read what a decision about a published verdict would make public, and what stands against it.",
                body: CorrectionDecision.self,
                handler: { try await previewCorrection($0, publicURL: publicURL) }
            ),
        ]
            + entries.map { name, kind in
                Route(
                    .post, "/v1/claims/{id}/\(name)/preview", .act(.previewPublication),
                    "Read what a \(name) would make public, and what stands against it.", body: LedgerBody.self,
                    handler: { try await preview(kind, $0, publicURL: publicURL) })
            }
    }

    /// The body is that of the publication, and may be left out as there.
    private static func preview(_ call: Call, publicURL: String) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let body = call.body.isEmpty ? nil : try call.read(PublicationBody.self)
        let preview = try await call.desk.previewPublication(
            id,
            overrideReason: body?.overrideReason,
            gateReasons: body?.gateReasons ?? [:],
            by: Caller(try call.principal, requestID: call.context.requestID)
        )
        return answer(preview, to: call, publicURL: publicURL)
    }

    private static func previewCorrection(_ call: Call, publicURL: String) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let preview = try await call.desk.previewCorrection(
            id, try call.read(CorrectionDecision.self),
            by: Caller(try call.principal, requestID: call.context.requestID))
        return answer(preview, to: call, publicURL: publicURL)
    }

    private static let entries: KeyValuePairs<String, LedgerEntry.Kind> = [
        "pause": .pause, "resumption": .resumption, "retraction": .retraction, "reopening": .reopening,
    ]

    private static func preview(
        _ kind: LedgerEntry.Kind, _ call: Call, publicURL: String
    ) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let body = try call.read(LedgerBody.self)
        let preview = try await call.desk.previewEntry(
            kind, of: id, publicText: body.publicText, reason: body.reason,
            by: Caller(try call.principal, requestID: call.context.requestID))
        return answer(preview, to: call, publicURL: publicURL)
    }

    private static func answer(_ preview: PublicationPreview, to call: Call, publicURL: String) -> Response {
        let site = PublicSite(
            preview.desk, server: call.server(publicURL: publicURL), links: PublicVisit.links(publicURL: publicURL))
        return .json(preview.json(at: site, publicURL: publicURL))
    }
}

extension PublicationPreview {
    /// `{claimId,refused,objections:[…],gates:[…],publicPages,forms:{page,articlePage,feedEntry,claimReview,markdown}|null}`
    fileprivate func json(at site: PublicSite, publicURL: String) -> JSON {
        [
            "claimId": JSON(claimID),
            "refused": .bool(!objections.isEmpty),
            "objections": JSON(
                objections.map { Problem($0).json(publicURL: publicURL, requestID: "").leavingOut(["instance"]) }),
            "gates": JSON(gates.map(\.json)),
            "publicPages": .bool(desk.policy.publicPages),
            "forms": content.map { content in
                [
                    "page": .string(site.page(content.verdict, namesWhoDecided: desk.policy.publicNames)),
                    "articlePage": .string(site.page(content.report)),
                    "feedEntry": .string(site.feedEntry(content.listing)),
                    "claimReview": site.claimReview(content.verdict) ?? .null,
                    "markdown": .string(content.report.rendered(as: .md, server: site.server)),
                ]
            } ?? .null,
        ]
    }
}
