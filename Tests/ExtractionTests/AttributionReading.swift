import Extraction

/// Renders what was found in a text: "source | cue | content", the parts of a content joined by " … ".
func attributions(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    func words(_ range: TextRange) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range.start..<range.end])
        return String(view)
    }
    return Extractor().extract(Document(text: text)).attributions.map { one in
        [one.source.map(words) ?? "–", words(one.cue), one.content.map(words).joined(separator: " … ")]
            .joined(separator: " | ")
    }
}

/// The claimant of each sentence: "name (kind)", "–" for the article's own voice.
func claimants(_ text: String) -> [String] {
    Extractor().extract(Document(text: text)).sentences.map { sentence in
        guard let claimant = sentence.claimant, let name = claimant.name else { return "–" }
        return "\(name) (\(claimant.isOrganization ? "organization" : claimant.kind.rawValue))"
    }
}
