package import Domain

extension ArticleReport {
    /// The report as a file to hand on.
    ///
    /// - Parameters:
    ///   - server: where the public reaches the desk's pages, which claim reviews name: `https://desk.example.org`.
    ///   - csv: how a CSV is written.
    package func rendered(as format: ReportFormat, server: String, csv options: CSV.Options = .init()) -> String {
        calendar.writing {
            switch format {
            case .json: json.text(pretty: true) + "\n"
            case .csv: csv(options)
            case .md: markdown
            case .html: html
            case .claimreview: JSON(claimReviews(server: server).map(\.json)).text(pretty: true) + "\n"
            }
        }
    }
}
