package import Domain
import Store

extension Desk {
    /// An export's statement as a script for psql, by which `claimdesk bench export` compares our speed with its own.
    ///
    /// - Parameters:
    ///   - slug: the desk's.
    ///   - file: where psql writes.
    ///   - prepared: with the planner's settings that exports use; false leaves the planner alone.
    package func exportScript(
        _ order: ExportOrder, desk slug: String, server: String, to file: String, prepared: Bool
    ) async throws -> String {
        let profile = try await desk(slug)
        return try ExportRows.script(
            order, address: PublicAddress(server: server, slug: slug).claimPrefix, on: profile.id, to: file,
            prepared: prepared)
    }
}
