/// A template whose every name was found in a page's shape, with its partials and its layout in place: what can be
/// rendered.
struct BoundTemplate: Sendable {
    indirect enum Part: Sendable {
        case markup([UInt8])
        /// Escaped.
        case text(Place)
        case raw(Place)
        case each(Place, [Part])
        case shown(Place, [Part])
        case hidden(Place, [Part])
    }

    /// Where a value stands.
    struct Place: Sendable {
        /// How many scopes further out.
        let out: Int
        /// Which member of the scope, which one of that, and so on.
        let members: [Int]
    }

    let parts: [Part]

    /// - Parameters:
    ///   - shape: of the pages that it will show.
    ///   - library: what `{{>name}}` and `{{<name}}` mean.
    /// - Throws: the first `Mistake`: a name that the shape does not have, or that is something else there.
    init(
        _ template: PageTemplate, to shape: PageShape, library: [String: PageTemplate] = [:]
    ) throws(PageTemplate.Mistake) {
        var binder = TemplateBinder(library: library, file: template.file, scopes: [shape])
        parts = try binder.bind(template.parts)
    }
}
