package import Rendering

extension ProblemKind {
    /// What its page says of it.
    package var explained: ProblemsPage.Kind {
        ProblemsPage.Kind(slug: rawValue, status: status, title: title, remedy: remedy)
    }
}
