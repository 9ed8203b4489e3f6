import Extraction

import enum Domain.JSON

/// The shapes that `claimdesk extract` prints.
extension Findings {
    /// `{detector,language,languageSupported,passages,sentences,claims}` on one line, piece by piece: the whole text of a
    /// long article is twenty times the article.
    func writeJSON(_ out: (String) -> Void) {
        let head: JSON = [
            "detector": .string(detector), "language": JSON(language), "languageSupported": .bool(languageSupported),
        ]
        out(String(head.text().dropLast()))
        Self.write("passages", passages, out) { $0.range.json.adding(["role": JSON($0.role)]) }
        Self.write("sentences", sentences, out, \.json)
        Self.write("claims", claims, out, \.json)
        out("}\n")
    }

    private static func write<Item>(_ name: String, _ items: [Item], _ out: (String) -> Void, _ json: (Item) -> JSON) {
        var piece = ",\"\(name)\":["
        for (index, item) in items.enumerated() {
            if index > 0 { piece += "," }
            piece += json(item).text()
            if piece.utf8.count > 65_536 {
                out(piece)
                piece = ""
            }
        }
        out(piece + "]")
    }
}

extension TextRange {
    fileprivate var json: JSON { ["start": .int(start), "end": .int(end)] }
}

extension Sentence {
    fileprivate var json: JSON {
        range.json.adding([
            "role": JSON(role),
            "checkworthy": JSON(checkWorthiness),
            "score": .double(score),
            "kind": JSON(kind),
            "claimant": claimant?.json ?? .null,
            "reasons": JSON(reasons),
            "text": .string(text),
        ])
    }
}

extension Claimant {
    fileprivate var json: JSON {
        ["name": JSON(name), "kind": JSON(kind), "quotation": JSON(quotation), "organization": .bool(isOrganization)]
    }
}

extension Anchor {
    fileprivate var json: JSON {
        [
            "start": .int(start), "end": .int(end), "utf16": utf16.json, "utf8": utf8.json, "exact": .string(exact),
            "prefix": .string(prefix), "suffix": .string(suffix),
        ]
    }
}

extension DetectedClaim {
    /// As the API shows a claim, without ids and without what a desk adds.
    fileprivate var json: JSON {
        [
            "ordinal": .int(ordinal),
            "statement": .string(statement),
            "context": JSON(context),
            "anchor": anchor.json,
            "otherAnchors": JSON(otherAnchors.map(\.json)),
            "claimant": claimant.json,
            "kind": JSON(kind),
            "checkable": .bool(checkable),
            "checkworthy": JSON(checkWorthiness),
            "score": .double(score),
            "reasons": JSON(reasons),
            "dates": JSON(
                dates.map { $0.range.json.adding(["words": .string($0.words), "resolved": .string($0.resolved)]) }),
            "figures": JSON(figures),
            "names": JSON(names),
            "conflictsWith": JSON(conflictsWith.map(JSON.int)),
        ]
    }
}
