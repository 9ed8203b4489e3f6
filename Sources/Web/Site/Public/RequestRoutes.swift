import Domain
import HTTPTypes
import Hummingbird
import Rendering
import Workflow

/// The form by which a reader asks for a correction. It knows nobody and remembers nobody: there is nothing that another
/// site could do in a reader's name.
enum RequestRoutes {
    static let path = "/desk/{slug}/claims/{id}/correction"

    /// - Parameter publicURL: see `ServerSettings`.
    static func all(publicURL: String) -> [Route] {
        [
            Route(
                .get, path, .open, "Read the form by which a reader asks for a correction.", query: ["sent"],
                forgivesQuery: true
            ) { call in
                try await page(call, CorrectionForm(), nil, publicURL: publicURL)
            },
            Route(
                .post, path, .open, "Ask for a correction, as a reader.", forgivesQuery: true, takesForm: true
            ) { call in
                try await send(call, publicURL: publicURL)
            },
        ]
    }

    private static func send(_ call: Call, publicURL: String) async throws -> Response {
        let visit = PublicVisit(call, publicURL: publicURL)
        let id: Claim.ID = try PublicRoutes.id(call)
        let fields = FormFields(call.body)
        var form = CorrectionForm()
        (form.text, form.url, form.name, form.contact) = (
            fields["text"], fields["url"], fields["name"], fields["contact"]
        )
        // People see no such field; what fills in every field is told nothing of it.
        if fields["website"].isBlank {
            do {
                try await call.desk.requestCorrection(
                    form.input, of: id, byReaderOf: visit.slug,
                    requestID: call.context.requestID)
            } catch let error as InputError {
                return try await page(call, form, error, publicURL: publicURL)
            }
        }
        // Another page, so that loading it again sends nothing again.
        return Response(
            status: .seeOther,
            headers: [.location: "\(PublicAddress(server: visit.links, slug: visit.slug).correction(id))?sent=1"])
    }

    private static func page(
        _ call: Call, _ form: CorrectionForm, _ problem: InputError?, publicURL: String
    ) async throws -> Response {
        let visit = PublicVisit(call, publicURL: publicURL)
        let answer = try await call.desk.correctable(try PublicRoutes.id(call), PublicRequest(slug: visit.slug))
        var response = visit.page(answer, policy: SecurityHeaders.searchPage) { _, verdict, site in
            site.page(verdict, form, problem: problem, isReceived: call.query.asSent("sent") != nil)
        }
        if problem != nil { response.status = .unprocessableContent }
        // What somebody typed is nobody else's.
        response.headers[.cacheControl] = "no-store"
        response.headers[.eTag] = nil
        return response
    }
}
