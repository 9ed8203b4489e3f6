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
            you sent too late is kept as a draft. See also: mine, renew, release, skip, drafts. Needs a key with the role
            reviewer.
            """)

    @Option(help: ArgumentHelp("How many claims, 1 to 20.", valueName: "n"))
    var limit = 1

    @Option(help: ArgumentHelp("When nothing is there, wait so long for it: 0 to 30.", valueName: "seconds"))
    var wait = 0

    @Option(help: ArgumentHelp("Claims of this article alone.", valueName: "id"))
    var article: Article.ID?

    @Option(help: ArgumentHelp("This claim, as one that you had before.", valueName: "id"))
    var claim: Claim.ID?

    @Option(
        name: .customLong("kind"),
        help: ArgumentHelp("Claims of this kind alone; may be given several times.", valueName: "kind"))
    var kinds: [Claim.Kind] = []

    @Option(
        name: .customLong("language"),
        help: ArgumentHelp("Articles in this language alone; several times.", valueName: "tag"))
    var languages: [String] = []

    @Flag(help: "Only what an editor gave to you.")
    var assigned = false

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
        print(take.leases.map { Self.text($0, of: take) }.joined(separator: "\n\n"), terminator: "")
    }

    var body: JSON {
        var members: [JSON.Member] = [.init("limit", .int(limit)), .init("waitSeconds", .int(wait))]
        if let article { members.append(.init("articleId", JSON(article))) }
        if let claim { members.append(.init("claimId", JSON(claim))) }
        if !kinds.isEmpty { members.append(.init("kinds", JSON(kinds.map(\.rawValue)))) }
        if assigned { members.append(.init("assigned", .bool(true))) }
        if !languages.isEmpty { members.append(.init("languages", JSON(languages))) }
        return .object(members)
    }

    /// What a reviewer needs to begin: the claim in its place, who says it, what it can be rated, and how to send the review.
    ///
    /// - Parameters:
    ///   - now: which times are told from.
    ///   - width: of the terminal, in columns.
    static func text(
        _ lease: Shapes.Take.Lease, of take: Shapes.Take, now: Date = Date(), width: Int = Terminal(.never).width
    ) -> String {
        var sheet = Sheet(width: width)
        let published = lease.article.publishedAt.map { LocalTime.day($0) }
        let origin = [lease.article.publisher, published].compactMap(\.self).joined(separator: ", ")
        // Nobody's words begin a line of their own, where they could pass for ours.
        sheet.add("Article", lease.article.title + (origin.isEmpty ? "" : " (\(origin))"))
        sheet.add("It is", item(lease.article))
        if let url = lease.article.url { sheet.link(url) }
        if let anchor = lease.claim.anchor {
            let (before, after) = (end(of: lease.context.before), beginning(of: lease.context.after))
            sheet.add("In it", "… \(before) »\(TerminalText.oneLine(anchor.exact))« \(after) …")
        }
        sheet.add(lease.claim)
        sheet.add("Due", lease.dueAt.map { LocalTime.text($0, from: now) })
        for precedent in lease.precedents {
            let day = precedent.publishedAt.map { " on \(LocalTime.day($0))" } ?? ""
            sheet.add("Earlier", "\(precedent.rating.label)\(day): \(precedent.statement) (\(precedent.claimId))")
        }
        if let draft = lease.draft { sheet.add(draft) }
        sheet.gap()
        sheet.paragraph("Rate it as one of:")
        sheet.add(take.scales.first { $0.reference == lease.scale }?.ratings ?? [])
        sheet.gap()
        sheet.paragraph("Yours until \(LocalTime.text(lease.expiresAt, from: now)):")
        sheet.line("claimdesk review \(lease.id) --rating KEY \\", indent: 2)
        sheet.line("--rationale \"why\" --refutes 'https://… \"the words\"'", indent: 6)
        if lease.draft != nil { sheet.line("claimdesk review \(lease.id) --draft", indent: 2) }
        return sheet.text
    }

    /// What it is, and who said it, when and where; nil for an article of which nothing more is known.
    private static func item(_ article: Shapes.Take.Lease.Article) -> String? {
        let said = [article.saidBy.map { "by \($0)" }, article.saidIn.map { "in \($0)" }].compactMap(\.self)
        let when = article.saidAt.map { " on \($0.prefix(10))" } ?? ""
        let shown = article.description.map { ": \($0)" } ?? ""
        if article.kind == "article", said.isEmpty, when.isEmpty, shown.isEmpty { return nil }
        return ([article.kind.uppercasingFirst] + said).joined(separator: " ") + when + shown
    }

    /// The API gives 600 characters on either side; a terminal wants fewer.
    private static let shownContext = 240

    private static func end(of text: String) -> String {
        let line = TerminalText.oneLine(text)
        if line.count <= shownContext { return line }
        return String(line.suffix(shownContext).drop { $0 != " " }.dropFirst())
    }

    private static func beginning(of text: String) -> String {
        let line = TerminalText.oneLine(text)
        if line.count <= shownContext { return line }
        return String(line.prefix(shownContext).reversed().drop { $0 != " " }.dropFirst().reversed())
    }
}

extension Claim.Kind: ExpressibleByArgument {}
