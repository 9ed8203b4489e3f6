import ArgumentParser
import Domain
import Foundation

/// `claimdesk submit FILE`
struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Send an article to the desk, or many.",
        discussion: """
            EXAMPLES
              claimdesk submit story.txt --wait
              claimdesk submit story.md --external-id cms-1729 --source cms --urgency 2 \\
                  --url https://news.example.org/story --published-at 2026-03-01T06:00:00Z
              pandoc story.docx -t plain | claimdesk submit - --title "Harbour raid"
              claimdesk submit speech.txt --kind speech --said-by "Mira Oduya" --said-in "Port Sable, town hall"
              claimdesk submit --kind image --title "The quay" --description "A quay under water." --url https://…
              claimdesk submit archive/*.md --source archive
              claimdesk submit archive.ndjson
              zcat archive.ndjson.gz | claimdesk submit --lines -

            Many files are sent together. A file that ends in .ndjson, and standard input with --lines, has one article a line, each
            as POST /v1/articles takes it: a file of any length is read while it is sent. What is refused is told on stderr, by
            file and line, and keeps nothing else out; the exit code is 1 then.

            The same article sent again is recognized: by source and external id, else by URL, else by its text.
            Changed text becomes its next version. Needs a key with the role submitter.
            """)

    @Argument(
        help: """
            The text, UTF-8 or Markdown, or several; - reads standard input. Of an image or a video what is said or written in \
            it, which may be left out.
            """)
    var files: [String] = []

    @Flag(help: "Standard input, or a file of any name, has an article a line (NDJSON).")
    var lines = false

    @Option(help: "article, speech, post, interview, transcript, image, video or tip (default: article).")
    var kind: ItemKind?

    @Option(help: "What an image or a video shows.")
    var description: String?

    @Option(help: "Who says it.")
    var saidBy: String?

    @Option(help: "When it was said, with its zone: 2026-03-01T06:00:00Z.")
    var saidAt: String?

    @Option(help: "Where it was said.")
    var saidIn: String?

    @Option(help: "The headline (default: the first line of the text).")
    var title: String?

    @Option(help: "text/plain or text/markdown (default: by the file's name).")
    var mediaType: ArticleMediaType?

    @Option(help: "Your system's own id of the article.")
    var externalID: String?

    @Option(help: "Which of your systems sends it.")
    var source: String?

    @Option(help: "Where it is published.")
    var url: String?

    @Option(help: "Who wrote it.")
    var byline: String?

    @Option(help: "Who publishes it.")
    var publisher: String?

    @Option(help: "When it was published, with its zone: 2026-03-01T06:00:00Z.")
    var publishedAt: String?

    @Option(help: "Its language: en, pt-BR.")
    var language: String?

    @Option(help: "1 (most urgent) to 9; 5 when left out.")
    var urgency: Int?

    @Option(help: "How many people review each claim (default: the desk's).")
    var requiredReviews: Int?

    @Flag(help: "Wait until the article has been read and its claims are in the queue.")
    var wait = false

    @OptionGroup var client: ClientOptions

    private var isSeen: Bool { kind?.isSeen ?? false }

    func validate() throws {
        if files.isEmpty, !isSeen { throw ValidationError("Name the file with the text.") }
        if files.isEmpty, title == nil { throw ValidationError("Give the --title.") }
        let single = [
            ("--title", title), ("--external-id", externalID), ("--url", url), ("--description", description),
        ]
        if files.count > 1, let option = single.first(where: { $0.1 != nil }) {
            throw ValidationError("\(option.0) is of one article.")
        }
        if files.contains(where: isOfLines), !says.isEmpty { throw ValidationError("Lines say \(says[0]) themselves.") }
    }

    /// Whether a file has an article a line.
    func isOfLines(_ file: String) -> Bool { lines || file.hasSuffix(".ndjson") }

    /// The options about an article that were given.
    private var says: [String] {
        let all: [(String, Any?)] = [
            ("--title", title), ("--external-id", externalID), ("--url", url), ("--description", description),
            ("--kind", kind), ("--said-by", saidBy), ("--said-at", saidAt), ("--said-in", saidIn),
            ("--media-type", mediaType), ("--source", source), ("--byline", byline), ("--publisher", publisher),
            ("--published-at", publishedAt), ("--language", language), ("--urgency", urgency),
            ("--required-reviews", requiredReviews),
        ]
        return all.filter { $0.1 != nil }.map(\.0)
    }

    func run() async throws {
        if files.count > 1 || files.contains(where: isOfLines) { return try await sendMany() }
        let text = try files.first.map { try TextFile(named: $0) }
        let desk = try client.client()
        let answer = try await desk.post(["v1", "articles"], try body(of: text))
        let receipt = try answer.decode(Shapes.Receipt.self)
        guard wait else {
            if client.printJSON(answer) { return }
            print(
                "\(receipt.created ? "Received" : "The desk has it already"): article \(receipt.id), version \(receipt.version), \(receipt.status)"
            )
            return
        }
        let ready = try await Self.waitUntilRead(receipt.id, on: desk)
        if client.printJSON(ready) { return }
        let article = try ready.decode(Shapes.Article.self)
        print(
            "Ready: article \(article.id), \(article.claims["total"] ?? 0) claims, \(article.claims["queued"] ?? 0) of them queued"
        )
        print("Next: claimdesk take --article \(article.id)")
    }

    /// The submission as the API takes it.
    ///
    /// - Parameter text: nil for an image or a video in which nothing is said.
    func body(of text: TextFile?) throws -> JSON {
        guard let title = title ?? text?.firstLine else { throw Failure("\(text?.name ?? "the text") is empty") }
        let members: [(String, JSON)] = [
            ("externalId", JSON(externalID)), ("source", JSON(source)), ("url", JSON(url)),
            ("title", .string(title)), ("byline", JSON(byline)), ("publisher", JSON(publisher)),
            ("publishedAt", JSON(publishedAt)), ("language", JSON(language)),
            (isSeen ? "transcript" : "body", JSON(text?.text)), ("mediaType", JSON(mediaType ?? text?.mediaType)),
            ("urgency", JSON(urgency)), ("requiredReviews", JSON(requiredReviews)), ("kind", JSON(kind)),
            ("description", JSON(description)), ("saidBy", JSON(saidBy)), ("saidAt", JSON(saidAt)),
            ("saidIn", JSON(saidIn)),
        ]
        return .object(members.filter { $0.1 != .null }.map { JSON.Member($0.0, $0.1) })
    }

    /// Asks until a worker has read the article.
    ///
    /// - Returns: the article, ready.
    /// - Throws: `Failure` when it could not be read.
    static func waitUntilRead(_ id: String, on desk: Client) async throws -> Client.Answer {
        let progress = ProgressLine()
        defer { progress.done() }
        var pause = Duration.milliseconds(50)
        var isShown = false
        let begun = ContinuousClock.now
        while true {
            let answer = try await desk.get(["v1", "articles", id])
            let article = try answer.decode(Shapes.Article.self)
            if article.status == "failed" {
                throw Failure("the article could not be read: \(article.error ?? "no reason given")")
            }
            if article.isRead { return answer }
            if !isShown, begun.duration(to: .now) > .seconds(1) {
                progress.step("Waiting until a worker has read the article")
                isShown = true
            }
            try await Task.sleep(for: pause)
            pause = min(.seconds(1), pause * 3 / 2)
        }
    }
}

extension ArticleMediaType: ExpressibleByArgument {}
extension ItemKind: ExpressibleByArgument {}
