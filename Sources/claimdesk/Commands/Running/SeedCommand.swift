import ArgumentParser
import Domain
import Foundation
import Workflow

/// `claimdesk seed`
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed",
        abstract: "Set up a desk with its members and rating scale.",
        discussion: """
            EXAMPLES
              claimdesk seed
              claimdesk seed --newsroom our-newsroom.json
              claimdesk seed --volume 100000

            Without --newsroom this is the small invented newsroom "demo" with its three articles. A file of your own has
            the form of seeds/newsroom.json and comes without articles. A desk that is there already stays as it is.
            Keys come from `claimdesk key create`.

            --volume fills a desk of its own with made-up articles, claims, reviews, evidence and verdicts of the last two
            years, to try exports and statistics on. The same --seed and --until give the same rows. It is meant for
            databases that may be thrown away: what is stored cannot be deleted again.
            """)

    @Option(help: ArgumentHelp("A file with your desk, its members and its scale.", valueName: "file"))
    var newsroom: String?

    @Flag(help: "Leave the sample articles out.")
    var noSample = false

    @Option(help: ArgumentHelp("Fill a desk with this many made-up claims.", valueName: "claims"))
    var volume: Int?

    @OptionGroup(title: "With --volume") var volumeOptions: VolumeOptions

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if volume == nil {
            if let option = volumeOptions.given { throw ValidationError("\(option) goes with --volume.") }
        } else if newsroom != nil || noSample {
            throw ValidationError("--volume makes its own newsroom: leave --newsroom and --no-sample out.")
        }
    }

    func run() async throws {
        if let volume { return try await fill(volume) }
        let room =
            try newsroom.map { try Seeds.newsroom(from: try TextFile(named: $0).text, named: $0) }
            ?? Seeds.newsroom()
        let articles = newsroom == nil && !noSample ? try Seeds.articles() : []
        let slug = room.desk.slug
        try await database.withInstallation { installation, progress in
            progress.step("Seeding")
            let isNew = try await installation.desk.setUp(room)
            if isNew, !articles.isEmpty { try await submit(articles, on: installation.desk, to: room) }
            progress.done()
            print(isNew ? "The desk \(slug) is set up." : "The desk \(slug) is there already; nothing was changed.")
            if let person = room.members.first {
                let name = person.email ?? person.name
                print("Next: claimdesk key create --desk \(slug) --member '\(name)' --name laptop")
            }
        }
    }

    /// With a key that lives as long as it takes.
    private func submit(_ articles: [Submission], on desk: Desk, to room: Newsroom) async throws {
        guard let submitter = room.members.first(where: { $0.roles.contains(.submitter) }) else { return }
        let key = try await desk.createKey(
            onDesk: room.desk.slug, for: submitter.email ?? submitter.name, name: "seed", roles: [.submitter],
            expiresAt: Date().addingTimeInterval(60))
        _ = try await desk.submit(articles, secret: key.secret)
    }
}
