/// Accelerated Mobile Pages: a second form of the same page.
enum AMPForm {
    /// Whole parameters that ask for the form, in lower case.
    static let parameters: Set<String> = ["amp", "amp=", "amp=1", "amp=true", "outputtype=amp"]

    /// `/2020/the-story/amp` is a form of `/2020/the-story`, and `/a-story.amp.html` of `/a-story.html`; `/guitars/amp`
    /// may well be about amplifiers, so the segment before must look like the name of an article: with a digit, a hyphen
    /// or a dot.
    static func removed(from path: String) -> String {
        for (ending, replacement) in [(".amp.html", ".html"), (".amp", "")] where path.hasSuffix(ending) {
            let rest = path.dropLast(ending.count)
            return rest.hasSuffix("/") ? path : rest + replacement
        }
        for (ending, replacement) in [("/amp", ""), ("/amp/", "/")] where path.hasSuffix(ending) {
            let rest = path.dropLast(ending.count)
            let name = rest.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }
            let isArticle = name.contains { byte in
                (UInt8(ascii: "-")...UInt8(ascii: "9")).contains(byte)
            }
            return isArticle ? rest + replacement : path
        }
        return path
    }
}
