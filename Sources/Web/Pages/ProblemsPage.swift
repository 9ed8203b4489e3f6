import Workflow

/// What each kind of problem means and what to do about it: the page behind a problem's `type`.
package enum ProblemsPage {
    /// - Parameter only: the kind to explain; nil explains all of them.
    package static func html(only: ProblemKind? = nil) -> String {
        template.render(
            Model(
                title: only?.title ?? "Problems",
                kinds: (only.map { [$0] } ?? ProblemKind.allCases).map { Kind($0) },
                isOne: only != nil
            )
        )
    }

    private static let template = WebAsset.template("problems.mustache")

    struct Model: Encodable {
        let title: String
        let kinds: [Kind]
        let isOne: Bool
    }

    struct Kind: Encodable {
        let slug: String
        let status: Int
        let title: String
        let remedy: String

        init(_ kind: ProblemKind) {
            slug = kind.rawValue
            status = kind.status
            title = kind.title
            remedy = kind.remedy
        }
    }
}
