package import Domain

extension ArticleReport {
    /// The report as a file to hand on.
    package func rendered(as format: ReportFormat) -> String {
        switch format {
        case .json: json.text(pretty: true) + "\n"
        case .csv: csv
        case .md: markdown
        case .html: html
        }
    }
}
