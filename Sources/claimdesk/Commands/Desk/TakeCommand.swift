import ArgumentParser
import Domain
import Foundation

/// `claimdesk take`
struct TakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: "Take the next claim from the queue to review it.",
        discussion: """
            EXAMPLES
              claimdesk take
              claimdesk take --wait 30 --kind quantity --kind comparison
              claimdesk take --article 0198c2f1-… --limit 5 --json

            A claim that you have taken is yours until the time that is shown; then it goes back to the queue, and what
            you sent too late is kept as a draft. Needs a key with the role reviewer.
            """)

    @Option(help: ArgumentHelp("How many claims, 1 to 20.", valueName: "n"))
    var limit = 1

    @Option(help: ArgumentHelp("When nothing is there, wait so long for it: 0 to 30.", valueName: "seconds"))
    var wait = 0

    @Option(help: ArgumentHelp("Claims of this article alone.", valueName: "id"))
    var article: Article.ID?

    @Option(
        name: .customLong("kind"),
        help: ArgumentHelp("Claims of this kind alone; may be given several times.", valueName: "kind"))
    var kinds: [Claim.Kind] = []

    @Option(
        name: .customLong("language"),
        help: ArgumentHelp("Articles in this language alone; several times.", valueName: "tag"))
    var languages: [String] = []

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let desk = try client.client(timeout: Double(wait) + 60)
        let answer = try await desk.post(["v1", "queue", "take"], body)
        if client.printJSON(answer) { return }
        let take = try answer.decode(Shapes.Take.self)
        if take.leases.isEmpty {
            print(take.emptyBecause?.reason ?? "Nothing is waiting for review.")
            return
        }
        let scales = try await desk.get(["v1", "scales"]).decode(Shapes.Scales.self)
        let ratings = scales.items.first?.ratings.map(\.key) ?? []
        print(take.leases.map { Self.text($0, ratings: ratings) }.joined(separator: "\n\n"))
    }

    var body: JSON {
        var members: [JSON.Member] = [.init("limit", .int(limit)), .init("waitSeconds", .int(wait))]
        if let article { members.append(.init("articleId", JSON(article))) }
        if !kinds.isEmpty { members.append(.init("kinds", JSON(kinds.map(\.rawValue)))) }
        if !languages.isEmpty { members.append(.init("languages", JSON(languages))) }
        return .object(members)
    }

    /// What a reviewer needs to begin: the claim in its place, who says it, and how to send the review.
    static func text(_ lease: Shapes.Take.Lease, ratings: [String]) -> String {
        let claim = lease.claim
        let published = lease.article.publishedAt.map { String($0.prefix(10)) }
        let origin = [lease.article.publisher, published].compactMap(\.self).joined(separator: ", ")
        // Nobody's words begin a line of their own, where they could pass for ours.
        var lines = [oneLine("\(lease.article.title)\(origin.isEmpty ? "" : " (\(origin))")")]
        if let item = item(lease.article) { lines.append(item) }
        if let url = lease.article.url { lines.append(url) }
        if let anchor = claim.anchor {
            lines += [
                "",
                "  … \(end(of: lease.context.before)) »\(oneLine(anchor.exact))« \(beginning(of: lease.context.after)) …",
            ]
        }
        lines += ["", "Claim:     \(oneLine(claim.statement))"]
        if let source = claim.source {
            let parts = [source.title.map(oneLine), source.url].compactMap(\.self)
            lines.append("Found in:  \(parts.joined(separator: ", "))")
        }
        if let context = claim.context { lines.append("Refers to: \(oneLine(context))") }
        lines.append("Said by:   \(oneLine(claimant(claim.claimant, in: lease.article.kind)))")
        lines.append("Kind:      \(claim.kind), score \(String(format: "%.2f", claim.score))\(reasons(claim.reasons))")
        if let draft = lease.draft {
            let origin = draft.origin == "lease-lost" ? "kept when your lease was lost" : "saved"
            lines.append(
                "Draft:     \(draft.rating ?? "no rating yet"), \(origin) at \(draft.savedAt): \(oneLine(draft.rationale ?? ""))"
            )
        }
        lines += [
            "Yours until \(lease.expiresAt)", "", "Rate it as one of: \(ratings.joined(separator: ", "))",
            "  claimdesk review \(lease.id) --token \(lease.token) \\",
            "      --rating RATING --rationale \"why\" --refutes https://…",
        ]
        return lines.joined(separator: "\n")
    }

    /// What it is, and who said it, when and where; nil for an article of which nothing more is known.
    private static func item(_ article: Shapes.Take.Lease.Article) -> String? {
        let said = [article.saidBy.map { "by \($0)" }, article.saidIn.map { "in \($0)" }].compactMap(\.self)
        let when = article.saidAt.map { " on \($0.prefix(10))" } ?? ""
        let shown = article.description.map { ": \($0)" } ?? ""
        if article.kind == "article", said.isEmpty, when.isEmpty, shown.isEmpty { return nil }
        return oneLine(([article.kind.uppercasingFirst] + said).joined(separator: " ") + when + shown)
    }

    private static func claimant(_ claimant: Shapes.Claim.Claimant, in kind: String) -> String {
        let name = claimant.name ?? (claimant.kind == "article" ? "the \(kind) itself" : "somebody unnamed")
        let notes = [claimant.kind == "anonymous" ? "anonymous" : nil, claimant.quotation.map { "\($0) quotation" }]
        let note = notes.compactMap(\.self).joined(separator: ", ")
        return note.isEmpty ? name : "\(name) (\(note))"
    }

    private static func reasons(_ reasons: [String]) -> String {
        reasons.isEmpty ? "" : ": \(reasons.joined(separator: ", "))"
    }

    /// The API gives 600 characters on either side; a terminal wants fewer.
    private static let shownContext = 240

    private static func end(of text: String) -> String {
        let line = oneLine(text)
        if line.count <= shownContext { return line }
        return String(line.suffix(shownContext).drop { $0 != " " }.dropFirst())
    }

    private static func beginning(of text: String) -> String {
        let line = oneLine(text)
        if line.count <= shownContext { return line }
        return String(line.prefix(shownContext).reversed().drop { $0 != " " }.dropFirst().reversed())
    }

    private static func oneLine(_ text: String) -> String { TerminalText.oneLine(text) }
}

extension Claim.Kind: ExpressibleByArgument {}
