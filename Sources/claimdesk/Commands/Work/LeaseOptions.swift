import ArgumentParser
import Domain

/// A claim that one holds, and the desk that it is held on.
struct LeaseOptions: ParsableArguments {
    @Argument(help: "The lease under which you have taken the claim; `claimdesk mine` shows it.")
    var lease: Lease.ID

    @Option(help: "The lease's token (default: the desk is asked for it).")
    var token: String?

    @OptionGroup var client: ClientOptions

    /// Asked of the desk where it was not given: what no lease of one's own has, so that the desk says what became of this one.
    private static let none = "0"

    /// The token as it is sent.
    func token(on desk: Client) async throws -> JSON {
        if let token { return .string(token) }
        let held = try await desk.get(["v1", "me"]).decode(Shapes.Me.self).leases
        return .string(held.first { $0.id == lease.description }?.token ?? Self.none)
    }

    /// Does something to the lease and shows its end.
    ///
    /// - Parameters:
    ///   - verb: the last part of the path.
    ///   - shown: what is printed for a person.
    func send(_ verb: String, reason: String? = nil, _ shown: (Shapes.LeaseEnd) -> String) async throws {
        let desk = try client.client()
        let answer = try await desk.post(
            ["v1", "leases", lease.description, verb], ["token": try await token(on: desk), "reason": JSON(reason)])
        if client.printJSON(answer) { return }
        print(shown(try answer.decode(Shapes.LeaseEnd.self)))
    }
}
