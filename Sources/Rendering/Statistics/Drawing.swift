import Foundation

/// An SVG drawing that is put into a page: it takes the page's colours by class, and says in words what it shows.
struct Drawing {
    let width: Double
    private(set) var height: Double
    private var body = ""

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
        body += "<line class=\"\(style)\" x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\"/>"
    }

    /// - Parameter title: what a pointer that rests on it is told.
    mutating func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, title: String) {
        if height <= 0 || width <= 0 { return }
        body += "<rect class=\"\(style)\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\">"
        body += "<title>\(Self.escaped(title))</title></rect>"
    }

    mutating func path(_ points: [(x: Double, y: Double)], _ style: String) {
        let list = points.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
        body += "<polyline class=\"\(style)\" points=\"\(list)\"/>"
    }

    mutating func dot(_ x: Double, _ y: Double, _ style: String, title: String) {
        body += "<circle class=\"\(style)\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"3.5\">"
        body += "<title>\(Self.escaped(title))</title></circle>"
    }

    /// - Parameter anchor: start, middle or end.
    mutating func text(_ words: String, _ x: Double, _ y: Double, _ anchor: String = "start", _ style: String = "tick")
    {
        body += "<text class=\"\(style)\" x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor)\">"
        body += "\(Self.escaped(words))</text>"
    }

    /// The drawing's markup.
    ///
    /// - Parameters:
    ///   - id: once on the page.
    ///   - title: its name.
    ///   - description: what it shows, for those who do not see it.
    func markup(id: String, title: String, description: String) -> String {
        """
        <svg class="chart" viewBox="0 0 \(n(width)) \(n(height))" width="\(n(width))" height="\(n(height))" role="img" \
        aria-labelledby="\(id)-t \(id)-d"><title id="\(id)-t">\(Self.escaped(title))</title>\
        <desc id="\(id)-d">\(Self.escaped(description))</desc>\(body)</svg>
        """
    }

    /// A tenth of a unit is fine enough.
    private func n(_ value: Double) -> String {
        let rounded = (value * 10).rounded() / 10
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }

    /// As for HTML; control characters, which XML has no form for, become blanks.
    static func escaped(_ text: String) -> String {
        HTML.escaped(
            String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
        )
    }
}
