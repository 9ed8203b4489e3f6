package import Domain

/// What a reader typed into the form for a correction.
package struct CorrectionForm: Sendable, Hashable {
    package var text = ""
    package var url = ""
    package var name = ""
    package var contact = ""

    package init() {}

    /// - Returns: what is empty is left out.
    package var input: CorrectionRequest.Input {
        func given(_ text: String) -> String? { text.isBlank ? nil : text }
        return CorrectionRequest.Input(
            text: text, requesterName: given(name), requesterContact: given(contact),
            url: given(url).map { String($0.unicodeScalars.trimmingWhitespace) })
    }
}

/// What public-request.mustache shows: the form by which a reader asks for a correction.
struct PublicRequestPage: TemplatedPage {
    static let template = "public-request"

    let site: PageSite
    let claimLink: String
    let statement: String
    let language: String?
    let action: String
    let isReceived: Bool
    /// What was wrong with what was sent, as a sentence.
    let problem: String?
    let text: Field
    let url: Field
    let name: Field
    let contact: Field

    struct Field: Codable {
        let value: String
        let limit: Int
        /// The problem is here.
        let isWrong: Bool
    }

    init(_ page: PublicVerdict, _ form: CorrectionForm, problem: InputError?, isReceived: Bool, at site: PublicSite) {
        let claim = page.claim
        claimLink = site.links.claim(claim.id)
        statement = claim.statement
        language = page.article.version.language
        action = site.links.correction(claim.id)
        self.isReceived = isReceived
        self.problem = problem.map { "\(Self.label($0.field)) \($0.problem)." }
        func field(_ value: String, _ limit: Int, _ name: String) -> Field {
            Field(value: value, limit: limit, isWrong: problem?.field == name)
        }
        text = field(form.text, 5000, "text")
        url = field(form.url, 2000, "url")
        name = field(form.name, 500, "requesterName")
        contact = field(form.contact, 500, "requesterContact")
        self.site = PageSite(
            site, title: "Ask for a correction: \(claim.statement)",
            summary: "Tell \(site.name) what is wrong with its verdict.", canonical: site.address.correction(claim.id))
    }

    private static func label(_ field: String) -> String {
        switch field {
        case "text": "What is wrong"
        case "url": "The address"
        case "requesterName": "Your name"
        case "requesterContact": "How we reach you"
        default: field
        }
    }
}
