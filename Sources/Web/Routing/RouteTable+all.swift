extension RouteTable {
    /// Every route of the server, in the order in which the documentation shows them.
    ///
    /// - Parameters:
    ///   - metrics: what `/metrics` shows.
    ///   - publicURL: see `ServerSettings`.
    package static func all(metrics: Metrics, publicURL: String) -> RouteTable {
        RouteTable(
            ArticleRoutes.all(publicURL: publicURL) + ClaimRoutes.all + TriageRoutes.all + QueueRoutes.all
                + LeaseRoutes.all + AssignmentRoutes.all + CommentRoutes.all + ReviewRoutes.all + EvidenceRoutes.all
                + VerdictRoutes.all + PreviewRoutes.all(publicURL: publicURL) + LedgerRoutes.all
                + RemovalRoutes.all
                + StatisticsRoutes.all + ExportRoutes.all(publicURL: publicURL) + DeskRoutes.all + ScaleRoutes.all
                + MemberRoutes.all + PersonalDataRoutes.all + KeyRoutes.all
                + AuditRoutes.all + EventRoutes.all + WebhookRoutes.all
                + OperationRoutes.all(metrics: metrics)
                + PageRoutes.all(publicURL: publicURL)
                + PublicRoutes.all(publicURL: publicURL)
                + RequestRoutes.all(publicURL: publicURL)
        )
    }
}
