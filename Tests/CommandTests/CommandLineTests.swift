import ArgumentParser
import Domain
import TestSupport
import Testing

@testable import claimdesk

@Suite struct CommandLineTests {
    private static let id = "01890a5d-ac96-774b-bcce-b302099a8057"

    private func parse<Command: ParsableCommand>(_ words: String..., as _: Command.Type) throws -> Command {
        let command = try Claimdesk.parseAsRoot(words)
        return try #require(command as? Command)
    }

    @Test(arguments: [
        ["take", "--limit", "many"], ["take", "--kind", "gossip"], ["take", "--article", "42"],
        ["review", id, "--draft", "--save"], ["review", "42", "--token", "1"], ["review", id], ["revise", id],
        ["revise", id, "--rating", "false", "--rationale", "x"], ["undo", id], ["undo", "42", "--reason", "r"],
        ["claims", "--status", "gone"], ["claims", "--limit", "-1"], ["claims", "--article", id, "--search", "w"],
        ["show"], ["show", "42"], ["release"], ["skip", "42"], ["renew", "42"], ["drafts", "--claim", "42"],
        ["return", id], ["pause", id], ["resume"], ["gates"], ["preview", id, "--form", "pdf"], ["assign", id],
        ["assign", id, "--to", id, "--due", "tomorrow"],
        ["unassign", id], ["comment"],
        ["comment", "42"],
        ["publish", id, "--pass", "rightOfReply"], ["publish", id, "--pass", "luck=yes"],
        ["review", id, "--token", "1", "--rationale", "x"], ["review", id, "--token", "1", "--rating", "false"],
        ["review", id, "--token", "1", "--rating", "false", "--rationale", "x", "--rationale-file", "f"],
        ["review", id, "--token", "1", "--file", "f", "--rating", "false"], ["verdict", id], ["publish"],
        ["triage", id, "--reason", "r"], ["triage", id, "--queue", "--dismiss", "--reason", "r"],
        ["triage", id, "--queue", "--merge-into", id, "--reason", "r"], ["triage", id, "--queue"],
        ["correct", id], ["correct", id, "shrug"], ["correct", id, "clarification"],
        ["correct", id, "correction", "--public-text", "t"], ["correct", id, "no_change", "--rating", "false"],
        ["correct", id, "retraction", "--public-text", "t", "--rating", "false", "--rationale", "r"],
        ["report", id, "--format", "pdf"], ["submit"], ["submit", "f", "--media-type", "text/html"],
        ["submit", "a.txt", "b.txt", "--title", "t"], ["submit", "a.txt", "b.ndjson", "--source", "s"],
        ["submit", "-", "--lines", "--urgency", "2"],
        ["bench", "submit", "--count", "0"], ["jobs", "list", "--limit", "201"], ["jobs", "show", "x"],
        ["jobs", "list", "--data", "d", "--database-url", "u"], ["extract"],
        ["extract", "f", "--published-on", "yesterday"], ["extract", "f", "--published-on", "2026-02-30"],
        ["key", "create", "--desk", "d", "--member", "m", "--name", "n", "--role", "king"],
        ["key", "create", "--desk", "d", "--member", "m", "--name", "n", "--expires", "soon"],
        ["member", "invite", "--name", "n"], ["member", "invite", "--name", "n", "--role", "king"],
        ["member", "deactivate", id], ["key", "rotate", "x"], ["key", "rotate", id, "--overlap", "soon"],
        ["lint", "claimreview"], ["lint", "claimreview", "f", "--severity", "error"],
        ["audit", "verify", "f", "--desk", "d"], ["audit", "verify", "--head", "5f2c"], ["audit", "export", "f"],
        ["serve", "--port", "http"], ["nonsense"], ["--nonsense"],
    ])
    func whatCannotBeMeantIsAUsageErrorWithExitCode64(words: [String]) {
        let error = #expect(throws: (any Error).self) { _ = try Claimdesk.parseAsRoot(words) }
        if let error { #expect(Claimdesk.exitCode(for: error).rawValue == 64) }
    }

    @Test func whatWasTypedIsRepeatedWithoutWhatATerminalObeys() async throws {
        for words in [["show", "\u{1B}[31mX\u{202E}"], ["\u{1B}[31mX"], ["claims", "--status", "\u{1B}[31mX"]] {
            let ending = try await Program(words).ending()
            #expect(ending.status == 64 && ending.errors.contains("[31mX"))
            #expect(!ending.errors.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        }
        #expect(try await Program(["take", "--help"]).ending().output.contains("USAGE"))
    }

    @Test func aTriageAndACorrectionSayWhatIsDecided() throws {
        let merge = try parse("triage", Self.id, "--merge-into", Self.id, "--reason", "r", as: TriageCommand.self)
        #expect(merge.body.text() == #"{"decision":"merge","into":"\#(Self.id)","reason":"r"}"#)
        let queue = try parse("triage", Self.id, "--queue", "--reason", "r", as: TriageCommand.self)
        #expect(queue.body.text() == #"{"decision":"queue","reason":"r"}"#)
        let correct = try parse(
            "correct", Self.id, "correction", "--public-text", "t", "--rating", "false", "--rationale", "r",
            as: CorrectCommand.self)
        #expect(
            try correct.body().text() == """
                {"decision":"correction","publicText":"t","rating":"false","rationale":"r"}
                """)
        let sourced = try parse(
            "correct", Self.id, "update", "--public-text", "t", "--rating", "false", "--rationale", "r", "--refutes",
            "https://e.org/3", as: CorrectCommand.self)
        let claimant = try parse(
            "correct", Self.id, "correction", "--public-text", "t", "--claimant", "Ana Ruiz", "--title", "T",
            as: CorrectCommand.self)
        #expect(
            try claimant.body().text() == """
                {"decision":"correction","publicText":"t","claimant":{"name":"Ana Ruiz","kind":"named"},"title":"T"}
                """)
        #expect(try sourced.body()["evidence"]?.items.first?["url"] == "https://e.org/3")
    }

    @Test func anEventIsALineToRead() throws {
        let data = #"{"id":"7-1","type":"claim.triaged","at":"T","articleId":"a","claimId":"c","actor":{"name":"Ed"}}"#
        let event = EventStream.Event("id: 7-1\nevent: claim\ndata: \(data)", arrived: .now)
        #expect(try EventsCommand.line(try #require(event)) == "T  claim.triaged  claim c  Ed")
        #expect(EventStream.Event(": following\nretry: 2000", arrived: .now) == nil)
        #expect(EventStream.Event("id: 7-1", arrived: .now)?.name == nil)
    }

    @Test func aTakeSaysWhatItWants() throws {
        let take = try parse(
            "take", "--limit", "3", "--wait", "10", "--kind", "quantity", "--kind", "event", "--article", Self.id,
            "--language", "en", as: TakeCommand.self)
        #expect(
            take.body.text() == """
                {"limit":3,"waitSeconds":10,"articleId":"\(Self.id)","kinds":["quantity","event"],"languages":["en"]}
                """)
    }

    @Test func aPlainTakeAsksForOneClaimOfAnyKind() throws {
        #expect(try parse("take", as: TakeCommand.self).body.text() == #"{"limit":1,"waitSeconds":0}"#)
    }

    @Test func aSubmissionLeavesOutWhatNobodySaid() throws {
        let submit = try parse("submit", "story.md", as: SubmitCommand.self)
        let body = try submit.body(of: TextFile(name: "story.md", text: "# The raid\n\nIt happened."))
        #expect(
            body.text() == """
                {"title":"The raid","body":"# The raid\\n\\nIt happened.","mediaType":"text/markdown"}
                """)
    }

    @Test func aSubmissionCarriesWhatWasSaid() throws {
        let submit = try parse(
            "submit", "-", "--title", "T", "--external-id", "7", "--source", "cms", "--url", "https://e.org/",
            "--byline",
            "B", "--publisher", "P", "--published-at", "2026-03-01T06:00:00Z", "--language", "en", "--urgency", "2",
            "--required-reviews", "3", as: SubmitCommand.self)
        let body = try submit.body(of: TextFile(name: "-", text: "Text."))
        #expect(
            body.text() == """
                {"externalId":"7","source":"cms","url":"https://e.org/","title":"T","byline":"B","publisher":"P",\
                "publishedAt":"2026-03-01T06:00:00Z","language":"en","body":"Text.","mediaType":"text/plain","urgency":2,\
                "requiredReviews":3}
                """)
    }

    @Test func anEmptyFileHasNoTitleAndIsNotSent() throws {
        let submit = try parse("submit", "empty.txt", as: SubmitCommand.self)
        #expect(throws: Failure("empty.txt is empty")) {
            _ = try submit.body(of: TextFile(name: "empty.txt", text: "\n \n"))
        }
    }

    @Test func aReviewListsItsSourcesByStance() throws {
        let review = try parse(
            "review", Self.id, "--token", "42", "--rating", "false", "--rationale", " Because. ", "--refutes",
            "https://e.org/1 \"exact words\"", "--supports", "[Title](https://e.org/2)", "--refutes", "https://e.org/3",
            as: ReviewCommand.self)
        #expect(review.lease.token == "42")
        let body = JSON.object(try review.opinion.members())
        #expect(
            body.text() == """
                {"rating":"false","rationale":"Because.","evidence":[\
                {"url":"https://e.org/2","title":"Title","quote":null,"stance":"supports"},\
                {"url":"https://e.org/1","title":null,"quote":"exact words","stance":"refutes"},\
                {"url":"https://e.org/3","title":null,"quote":null,"stance":"refutes"}]}
                """)
    }

    @Test func everyCommandExplainsItself() {
        func check(_ command: any ParsableCommand.Type) {
            #expect(!command.configuration.abstract.isEmpty, "\(command)")
            for subcommand in command.configuration.subcommands
                + command.configuration.groupedSubcommands.flatMap(\.subcommands)
            {
                check(subcommand)
            }
        }
        check(Claimdesk.self)
    }
}

@Suite struct EvidenceArgumentTests {
    @Test(arguments: [
        ("https://e.org/a", "https://e.org/a", nil, nil),
        ("  https://e.org/a  ", "https://e.org/a", nil, nil),
        ("https://e.org/a the words", "https://e.org/a", nil, "the words"),
        ("https://e.org/a “the words”", "https://e.org/a", nil, "the words"),
        ("[A title](https://e.org/a)", "https://e.org/a", "A title", nil),
        ("[A [b] title](https://e.org/a_(b)) \"w\"", "https://e.org/a_(b)", "A [b] title", "w"),
        ("https://e.org/a?x=[1](2) w", "https://e.org/a?x=[1](2)", nil, "w"),
    ])
    func readsAddressTitleAndWords(text: String, url: String, title: String?, quote: String?) throws {
        let evidence = try EvidenceArgument(text)
        #expect(evidence.url == url)
        #expect(evidence.title == title)
        #expect(evidence.quote == quote)
    }

    @Test(arguments: [
        "", "the words", "javascript:alert(1)", "[t](ftp://e.org)", "[t](https://e.org", "https://", "e.org",
    ])
    func refusesWhatHasNoAddress(text: String) {
        #expect(throws: Failure.self) { try EvidenceArgument(text) }
    }
}

@Suite struct TextFileTests {
    @Test(arguments: [
        ("a.md", ArticleMediaType.markdown), ("A.Markdown", .markdown), ("a.txt", .plainText), ("-", .plainText),
    ])
    func knowsMarkdownByItsName(name: String, type: ArticleMediaType) {
        #expect(TextFile(name: name, text: "").mediaType == type)
    }

    @Test func theFirstLineIsTheFirstThatSaysSomething() {
        #expect(TextFile(name: "a.txt", text: "\r\n  \n # Not a heading \nBody").firstLine == "# Not a heading")
        #expect(TextFile(name: "a.md", text: "\n## A heading\n").firstLine == "A heading")
        #expect(TextFile(name: "a.txt", text: " \n\n").firstLine == nil)
    }

    @Test func aByteOrderMarkIsNoPartOfTheText() {
        #expect(TextFile(name: "a.txt", text: "\u{FEFF}Text").text == "Text")
    }

    @Test func aFileThatIsNotThereIsNamed() {
        #expect(throws: Failure("/none/here.txt cannot be read: there is no such file")) {
            try TextFile(named: "/none/here.txt")
        }
    }
}
