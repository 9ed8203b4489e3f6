package import Rendering

extension ProblemKind {
    /// What its page says of it.
    package var explained: ProblemsPage.Kind {
        ProblemsPage.Kind(slug: slug, status: status, title: title, remedy: remedy)
    }
}
