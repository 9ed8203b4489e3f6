import ArgumentParser
import Domain
import Foundation
import Volume
import Workflow

/// Which desk `claimdesk seed --volume` fills, and with what.
struct VolumeOptions: ParsableArguments {
    static let defaultDesk = "volume"

    @Option(help: ArgumentHelp("The desk, made if there is none (default: volume).", valueName: "slug"))
    var desk: String?

    @Option(help: ArgumentHelp("The same number makes the same desk (default: 1).", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("When the desk's two years end, RFC 3339 (default: now).", valueName: "time"))
    var until: String?

    /// The first option that was given; nil when none was.
    var given: String? {
        if desk != nil { return "--desk" }
        if seed != nil { return "--seed" }
        return until == nil ? nil : "--until"
    }

    /// - Throws: `Failure` for a time that is none.
    func plan(claims: Int) throws(Failure) -> VolumePlan {
        var end = Date()
        if let until {
            guard let date = Timestamp.date(until) else {
                throw Failure("--until must be an RFC 3339 time such as 2026-06-30T12:00:00Z")
            }
            end = date
        }
        return VolumePlan(claims: claims, seed: seed ?? 1, until: end)
    }
}

extension SeedCommand {
    /// Fills a desk, and says how long it took.
    func fill(_ claims: Int) async throws {
        let plan = try volumeOptions.plan(claims: claims)
        let slug = volumeOptions.desk ?? VolumeOptions.defaultDesk
        let room = plan.newsroom(slug: slug, name: "The Volume Desk", scale: try Seeds.newsroom().scale)
        try await database.withInstallation { installation, progress in
            progress.step("Filling the desk \(slug)")
            let began = ContinuousClock.now
            let receipt = try await installation.database.fill(room, by: plan) { done in
                progress.step("Filling the desk \(slug): \(done * 100 / claims) % of \(claims) claims")
            }
            progress.done()
            let seconds = began.duration(to: .now) / .seconds(1)
            let rate = Int(Double(receipt.rows) / max(0.001, seconds))
            print(
                """
                The desk \(slug) has \(receipt.claims) claims in \(receipt.articles) articles: \(receipt.rows) rows in \
                \(String(format: "%.1f", seconds)) s, \(rate) a second.
                Next: claimdesk key create --desk \(slug) --member editor12@\(slug).example --name laptop
                """)
        }
    }
}
