extension JSON {
    /// The JSON text for a `<script type="application/ld+json">`: no text in it can end the element, begin a comment or
    /// be taken for a character reference. `text` has escaped the line separators already.
    package var scriptText: String {
        var out = String.UnicodeScalarView()
        for scalar in text().unicodeScalars {
            switch scalar {
            case "<": out.append(contentsOf: #"\u003c"#.unicodeScalars)
            case ">": out.append(contentsOf: #"\u003e"#.unicodeScalars)
            case "&": out.append(contentsOf: #"\u0026"#.unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
