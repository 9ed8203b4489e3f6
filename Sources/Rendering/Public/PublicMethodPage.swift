import Domain

/// What public-method.mustache shows.
struct PublicMethodPage: TemplatedPage {
    static let template = "public-method"

    let site: PageSite
    let deskName: String
    let deskLink: String
    /// What holds for every verdict, by the desk's policy.
    let rules: [String]
    /// HTML, the desk's own words; nil where it has none.
    let method: String?
    let steps: [ScaleStep]
    /// HTML.
    let corrections: String
    /// HTML.
    let contact: String?

    init(_ method: PublicMethod, at site: PublicSite) {
        func words(_ text: String) -> String? { text.isBlank ? nil : Prose(text).html }
        deskName = site.name
        deskLink = site.links.desk
        rules = Self.rules(method.policy)
        self.method = words(method.policy.method)
        steps = method.scale.map { ScaleStep($0) }
        corrections =
            words(method.policy.correctionsPolicy)
            ?? Prose(
                "Whoever finds a verdict wrong can ask for a correction on its page. What was clarified, updated, corrected "
                    + "or retracted stands on the verdict’s page, on our front page and in a feed of its own."
            ).html
        contact = words(method.policy.contact)
        self.site = PageSite(
            site, title: "How \(site.name) checks", summary: "How \(site.name) checks, rates and corrects.",
            kind: "website", canonical: site.address.method)
    }

    private static func rules(_ policy: DeskPolicy) -> [String] {
        var rules = [
            policy.requiredReviews == 1
                ? "As a rule one reviewer rates a statement, and an editor decides what is published."
                : "As a rule \(policy.requiredReviews) reviewers rate a statement without seeing each other’s assessment, and an editor decides what is published."
        ]
        if policy.minimumEvidence > 0 {
            let items = ReportWords.count(policy.minimumEvidence, "item of evidence", "items of evidence")
            rules.append("No verdict is published that cites fewer than \(items).")
        }
        if policy.independentSources > 0 {
            let sources = ReportWords.count(policy.independentSources, "independent source", "independent sources")
            rules.append("As a rule a verdict rests on at least \(sources).")
        }
        if policy.primarySource { rules.append("As a rule a verdict cites a primary source.") }
        if policy.consideredAgainst { rules.append("As a rule a verdict also cites what speaks against it.") }
        if policy.rightOfReply {
            rules.append("As a rule somebody named whose statement we rate as false is asked for a reply first.")
        }
        return rules
    }
}
