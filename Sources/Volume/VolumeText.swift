import Domain

/// A text that grows, with every place in it counted in all three units.
struct VolumeText {
    /// A place: code points, UTF-16 and UTF-8 code units from the beginning.
    struct Place {
        var points = 0
        var utf16 = 0
        var utf8 = 0

        static func + (place: Place, text: String) -> Place {
            let (utf8, utf16) = (text.utf8.count, text.utf16.count)
            // Equal in ASCII alone, where a code point is one unit of either.
            let points = utf8 == utf16 ? utf8 : text.unicodeScalars.count
            return Place(points: place.points + points, utf16: place.utf16 + utf16, utf8: place.utf8 + utf8)
        }
    }

    struct Span {
        let start: Place
        let end: Place
    }

    private(set) var text = ""
    private(set) var end = Place()

    @discardableResult
    mutating func append(_ words: String) -> Span {
        let start = end
        text += words
        end = end + words
        return Span(start: start, end: end)
    }

    /// As the extractor makes them: with 32 code points of what stands before and after.
    func anchor(_ span: Span) -> Anchor {
        let scalars = text.unicodeScalars
        let start = text.utf8.index(text.startIndex, offsetBy: span.start.utf8)
        let end = text.utf8.index(text.startIndex, offsetBy: span.end.utf8)
        let before = scalars.index(start, offsetBy: -32, limitedBy: scalars.startIndex) ?? scalars.startIndex
        let after = scalars.index(end, offsetBy: 32, limitedBy: scalars.endIndex) ?? scalars.endIndex
        return Anchor(
            range: Anchor.Range(start: span.start.points, end: span.end.points),
            utf16: Anchor.Range(start: span.start.utf16, end: span.end.utf16),
            utf8: Anchor.Range(start: span.start.utf8, end: span.end.utf8),
            exact: String(text[start..<end]), prefix: String(text[before..<start]), suffix: String(text[end..<after]))
    }
}
