package import Domain

/// Holds ClaimReview markup, ours or anybody's, against what schema.org and Google require and recommend.
///
/// Takes a claim review, a list of them, an `@graph`, a DataFeed, or anything else of JSON-LD with claim reviews in it.
/// Nothing is fetched and no clock is read. Sources: schema.org/ClaimReview; Google, "Fact check (ClaimReview)
/// structured data".
package struct ClaimReviewLinter {
    var findings: [LintFinding] = []
    private var reviews = 0
    private var named: [String: JSON] = [:]
    /// Where each page was named first.
    private var pages: [String: String] = [:]

    package static func lint(_ document: JSON) -> [LintFinding] { report(document).findings }

    /// The findings, and how many claim reviews they are about.
    package static func report(_ document: JSON) -> LintReport {
        var linter = ClaimReviewLinter()
        linter.collectNames(document)
        linter.walk(document, LintPath.root, context: nil)
        if linter.reviews == 0, linter.findings.isEmpty {
            linter.add(.noClaimReview, LintPath.root, "there is no object with @type ClaimReview in here")
        }
        return LintReport(reviews: linter.reviews, findings: linter.findings)
    }

    mutating func add(_ rule: LintRule, _ path: String, _ message: String) {
        findings.append(LintFinding(rule, path, message))
    }

    // MARK: Finding claim reviews

    private mutating func collectNames(_ value: JSON) {
        switch value {
        case .array(let items): items.forEach { collectNames($0) }
        case .object(let members):
            if members.count > 1, case .string(let id)? = members.first(where: { $0.name == "@id" })?.value,
                named[id] == nil
            {
                named[id] = value
            }
            members.forEach { collectNames($0.value) }
        case .null, .bool, .int, .double, .string: break
        }
    }

    /// - Parameter context: the nearest `@context` around the value, with its path.
    private mutating func walk(_ value: JSON, _ path: String, context: LintNode?) {
        switch value {
        case .array(let items):
            for (index, item) in items.enumerated() { walk(item, LintPath.item(index, of: path), context: context) }
        case .object(let members):
            let node = LintNode(value, path, named: named)
            let context = inner(context, of: node)
            meet(node, context)
            for member in members where member.name != "@context" {
                walk(member.value, node.path(member.name), context: context)
            }
        case .null, .bool, .int, .double, .string: break
        }
    }

    /// The context within an object: its own adds to the outer one, and null ends that (JSON-LD 1.1 §4.1).
    private func inner(_ outer: LintNode?, of node: LintNode) -> LintNode? {
        guard let own = node.members.first(where: { $0.name == "@context" })?.value else { return outer }
        if let outer, Self.isSchemaOrg(outer.value), own != .null { return outer }
        return LintNode(own, node.path("@context"), named: named)
    }

    private mutating func meet(_ node: LintNode, _ context: LintNode?) {
        let types = node.types
        let isReview = types.contains("ClaimReview")
        if !isReview, let type = types.first(where: { $0.lowercased() == "claimreview" }) {
            add(.typeSpelling, node.path("@type"), "must be ClaimReview, not \(Self.quoted(type)): case counts")
        } else if types.isEmpty, node.members.contains(where: { $0.name == "claimReviewed" }) {
            add(.typeMissing, node.path("@type"), "is missing: write \"@type\": \"ClaimReview\"")
        } else if !isReview {
            return
        }
        reviews += 1
        checkContext(context, of: node)
        checkReview(node)
        checkSinglePage(node)
    }

    private mutating func checkContext(_ context: LintNode?, of node: LintNode) {
        guard let context, context.value != .null else {
            add(.contextMissing, node.path("@context"), "is missing: write \"@context\": \"https://schema.org\"")
            return
        }
        if !Self.isSchemaOrg(context.value) {
            add(.contextForeign, context.path, "must be https://schema.org, or a list or @vocab that names it")
        }
    }

    private static func isSchemaOrg(_ context: JSON) -> Bool {
        switch context {
        case .string(let text):
            return ["schema.org", "schema.org/", "www.schema.org", "www.schema.org/"].contains { address in
                text == "https://\(address)" || text == "http://\(address)"
            } || text.hasPrefix("https://schema.org/docs/jsonldcontext.json")
                || text.hasPrefix("http://schema.org/docs/jsonldcontext.json")
        case .array(let items): return items.contains { isSchemaOrg($0) }
        case .object(let members): return members.contains { $0.name == "@vocab" && isSchemaOrg($0.value) }
        case .null, .bool, .int, .double: return false
        }
    }

    /// Two checks at one address cannot be told apart.
    private mutating func checkSinglePage(_ node: LintNode) {
        guard let url = node.first("url"), let text = url.text, !PublicText.isBlank(text) else { return }
        if let before = pages[text] {
            add(.urlTwice, url.path, "is also that of \(before): give each check a page, or an #anchor, of its own")
        } else {
            pages[text] = node.path == LintPath.root ? "the document" : node.path
        }
    }

    /// A value of the file as it may stand in a message: short, on one line, harmless.
    static func quoted(_ text: String) -> String {
        let line = PublicText.line(text)
        return "“\(line.prefix(60))\(line.count > 60 ? "…" : "")”"
    }
}
