extension RouteTable {
    /// Every route of the server, in the order in which the documentation shows them.
    ///
    /// - Parameters:
    ///   - metrics: what `/metrics` shows.
    ///   - publicURL: see `ServerSettings`.
    package static func all(metrics: Metrics, publicURL: String) -> RouteTable {
        RouteTable(
            ArticleRoutes.all + ClaimRoutes.all + QueueRoutes.all + LeaseRoutes.all + VerdictRoutes.all + DeskRoutes.all
                + KeyRoutes.all + EventRoutes.all + WebhookRoutes.all + OperationRoutes.all(metrics: metrics)
                + PageRoutes.all(publicURL: publicURL)
        )
    }
}
