import Domain
import Foundation

/// An attack on a server while members work, and what it came to.
struct AttackRun: Sendable {
    let server: BenchServer
    let slug: String
    /// How long the members work undisturbed before, seconds.
    let quietSeconds: Int

    struct Outcome: Sendable {
        let quiet: [Double]
        let attacked: [Double]
        let failed: Int
        /// Seconds from the attack's beginning until the server had let go of the clients; nil when it had not in time.
        let cutAfter: Double?

        func text(_ name: String, peak: Int) -> String {
            func line(_ what: String, _ values: [Double]) -> String {
                BenchResult(what: what, unit: "ms", values: values, machine: "", at: Date()).line
            }
            let cut = cutAfter.map { "after \(Timing.text($0)) s" } ?? "not within the time that was watched"
            return """
                \(name):
                  \(line("members, quiet", quiet))
                  \(line("members, attacked", attacked)), \(failed) failed
                  attackers cut \(cut); server's memory at most \(peak / 1_000_000) MB
                """
        }
    }

    /// - Parameters:
    ///   - open: begins the attack.
    ///   - seconds: for how long it is watched at most.
    func run(_ progress: ProgressLine, seconds: Int, _ open: @Sendable () throws -> HostileClients) async throws
        -> Outcome
    {
        let members = try await WorkingMembers(on: server, desk: slug)
        progress.step("Members work, undisturbed")
        let quietEnd = ContinuousClock.now + .seconds(quietSeconds)
        let quiet = try await members.work { ContinuousClock.now >= quietEnd }
        progress.step("Members work, under attack")
        let before = try server.sockets()
        let begun = ContinuousClock.now
        let clients = try open()
        defer { clients.close() }
        let watch = Task {
            while begun.duration(to: .now) < .seconds(seconds) {
                try await Task.sleep(for: .milliseconds(500))
                clients.drip()
                // Members' connections come and go: a few more than before are theirs.
                if try server.sockets() <= before + 16 { return begun.duration(to: .now) / .seconds(1) as Double? }
            }
            return nil
        }
        // At least as long as the attack takes.
        let over = Over()
        async let attacked = members.work { await over.isSo }
        let cutAfter: Double?
        do {
            cutAfter = try await watch.value
        } catch {
            await over.set()
            throw error
        }
        await over.set()
        let result = try await attacked
        return Outcome(quiet: quiet.times, attacked: result.times, failed: result.failed, cutAfter: cutAfter)
    }
}

/// Told once, asked often. An actor, because members ask while the attack's end is told.
private actor Over {
    private(set) var isSo = false

    func set() { isSo = true }
}
