import Domain
import Foundation
import Workflow

/// What `claimdesk dev` does once the desk answers: reads the sample articles, then says where to look.
struct DeskOpening: Sendable {
    let desk: Desk
    let keys: DevKeys
    let articles: [Submission]
    let keyFile: String
    let json: Bool
    let progress: ProgressLine

    /// - Parameter address: of the desk.
    /// - Throws: `Failure` when a sample article cannot be read.
    @Sendable func open(_ address: String) async throws {
        let sample = try await readArticles()
        progress.done()
        print(json ? line(address) : greeting(address, sample: sample))
        // stdout is a pipe for whoever waits for this line.
        fflush(nil)
    }

    /// - Returns: the first sample article; nil when there are none.
    private func readArticles() async throws -> Article.ID? {
        guard let secret = keys.secrets[.submitter]?.first, !articles.isEmpty else { return nil }
        progress.step("Reading \(articles.count) sample articles")
        let principal = try await desk.authenticate(secret: secret)
        let receipts = try await desk.submit(articles, secret: secret)
        for receipt in receipts {
            while true {
                let article = try await desk.article(receipt.articleID, for: principal)
                if article.version.status == .failed {
                    throw Failure("a sample article could not be read: \(article.version.error ?? "no reason given")")
                }
                if article.version.status != .received, article.version.status != .extracting { break }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        return receipts.first?.articleID
    }

    /// The one line for programs.
    private func line(_ address: String) -> String {
        (["url": .string(address), "keys": keys.json] as JSON).text()
    }

    private func greeting(_ address: String, sample: Article.ID?) -> String {
        let width = Role.allCases.map(\.rawValue.count).max() ?? 0
        let rows = Role.allCases.compactMap { role in
            keys.secrets[role]?.first.map { key in
                "  \(role.rawValue)\(String(repeating: " ", count: width - role.rawValue.count))  \(key)"
            }
        }
        let program = CommandLine.arguments.first ?? "claimdesk"
        let server = address == Setting.url.standard ? "" : "CLAIMDESK_URL=\(address) "
        func command(_ role: Role, _ words: String) -> String {
            "  \(server)CLAIMDESK_KEY=\(keys.secrets[role]?.first ?? "") \(program) \(words)"
        }
        return """
            Claimdesk is ready at \(address) (documentation: \(address)/docs)

            A key for each role (all of them: \(keyFile)):
            \(rows.joined(separator: "\n"))

            Try next:
            \(command(.reviewer, "take"))
            \(command(.editor, "queue"))
            \(sample.map { command(.auditor, "report \($0)") } ?? command(.submitter, "submit --help"))

            Ctrl-C stops everything.
            """
    }
}
