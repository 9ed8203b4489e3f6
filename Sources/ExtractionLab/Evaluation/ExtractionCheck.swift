public import Extraction
internal import Foundation

/// What must hold of every extraction, whatever the text.
///
/// Offsets are counted here anew, by Foundation and the standard library, and not by what made them.
public struct ExtractionCheck {
    private let extraction: Findings
    private let document: Document
    private let scalars: [Unicode.Scalar]
    private let utf8: [UInt8]
    private let foundation: NSString
    private var faults: [String] = []

    /// Reads a document twice and tells in words which promises are broken; empty where all are kept.
    ///
    /// - Returns: the faults, and a fingerprint of what was found; see ``Findings/fingerprint``.
    public static func read(_ document: Document, with extractor: Extractor) -> (faults: [String], fingerprint: UInt64)
    {
        let extraction = extractor.extract(document)
        var faults = faults(extraction, of: document)
        if extractor.extract(document) != extraction { faults.append("the same text read again gives something else") }
        return (faults, extraction.fingerprint)
    }

    /// The promises that an extraction breaks, in words; empty where it keeps all.
    public static func faults(_ extraction: Findings, of document: Document) -> [String] {
        var check = ExtractionCheck(extraction, document)
        check.checkPassages()
        check.checkSentences()
        check.checkAttributions()
        for (index, claim) in extraction.claims.enumerated() { check.checkClaim(claim, index) }
        return check.faults
    }

    private init(_ extraction: Findings, _ document: Document) {
        self.extraction = extraction
        self.document = document
        scalars = Array(document.text.unicodeScalars)
        utf8 = Array(document.text.utf8)
        foundation = NSString(string: document.text)
    }

    private mutating func expect(_ holds: Bool, _ fault: @autoclosure () -> String) {
        if !holds { faults.append(fault()) }
    }

    // MARK: Ranges

    private func isPlace(_ range: TextRange) -> Bool {
        0 <= range.start && range.start < range.end && range.end <= scalars.count
    }

    private func isPlace(_ range: TextRange, in outer: TextRange) -> Bool {
        isPlace(range) && outer.start <= range.start && range.end <= outer.end
    }

    /// Code point by code point: strings that only look alike are equal to Swift.
    private func stands(_ words: String, at range: TextRange) -> Bool {
        isPlace(range) && words.unicodeScalars.elementsEqual(scalars[range.start..<range.end])
    }

    /// Places in order, none empty, none reaching into the next.
    private func areInOrder(_ ranges: [TextRange]) -> Bool {
        ranges.allSatisfy(isPlace) && zip(ranges, ranges.dropFirst()).allSatisfy { $0.end <= $1.start }
    }

    // MARK: Parts

    private mutating func checkPassages() {
        expect(extraction.text == document.text, "the text is another one")
        expect(areInOrder(extraction.passages.map(\.range)), "passages overlap or are out of order")
    }

    private mutating func checkSentences() {
        expect(areInOrder(extraction.sentences.map(\.range)), "sentences overlap or are out of order")
        var passages = extraction.passages[...]
        for sentence in extraction.sentences {
            let name = "the sentence at \(sentence.range.start)"
            expect(stands(sentence.text, at: sentence.range), "\(name): its text is not what stands there")
            expect((0...1).contains(sentence.score), "\(name): score \(sentence.score)")
            expect(isWhole(sentence.claimant), "\(name): a claimant without a name, or an article with one")
            passages = passages.drop { $0.range.end <= sentence.range.start }
            let isHeld = passages.first.map { isPlace(sentence.range, in: $0.range) && $0.role == sentence.role }
            expect(isHeld == true, "\(name): no passage of its role holds it")
        }
    }

    private func isWhole(_ claimant: Claimant?) -> Bool {
        guard let claimant else { return true }
        return claimant.kind == .article ? claimant.name == nil : claimant.name?.isEmpty == false
    }

    private mutating func checkAttributions() {
        let isSilent = extraction.languageSupported || extraction.attributions.isEmpty && extraction.claims.isEmpty
        expect(isSilent, "a language without resources is judged")
        for attribution in extraction.attributions {
            let name = "the attribution at \(attribution.cue.start)"
            expect(isPlace(attribution.cue), "\(name): no place")
            expect(attribution.source.map(isPlace) ?? true, "\(name): its source is no place")
            expect(areInOrder(attribution.content), "\(name): content overlaps or is out of order")
        }
    }

    private mutating func checkClaim(_ claim: DetectedClaim, _ index: Int) {
        let name = "claim \(claim.ordinal)"
        let count = extraction.claims.count
        expect(claim.ordinal == index + 1, "\(name): its ordinal is not its place")
        let anchors = [claim.anchor] + claim.otherAnchors
        for anchor in anchors { checkAnchor(anchor, name) }
        expect(areInOrder(anchors.map(\.range)), "\(name): its anchors overlap or are out of order")
        if index > 0 {
            let before = extraction.claims[index - 1].anchor.range
            expect(before.end <= claim.anchor.start, "\(name): it stands before the claim before it")
        }
        expect(!claim.statement.isEmpty, "\(name): no statement")
        expect((0...1).contains(claim.score), "\(name): score \(claim.score)")
        expect(isWhole(claim.claimant), "\(name): a claimant without a name, or an article with one")
        expect(areInOrder(claim.dates.map(\.range)), "\(name): dates overlap or are out of order")
        for date in claim.dates {
            expect(isPlace(date.range, in: claim.anchor.range), "\(name): the date “\(date.words)” is elsewhere")
            expect(stands(date.words, at: date.range), "\(name): “\(date.words)” is not what stands there")
        }
        for words in claim.figures + claim.names { expect(!words.isEmpty, "\(name): an empty figure or name") }
        let conflicts = claim.conflictsWith
        expect(conflicts == Set(conflicts).sorted(), "\(name): conflicts out of order or twice")
        expect(
            conflicts.allSatisfy { $0 != claim.ordinal && (1...count).contains($0) }, "\(name): conflicts with nothing")
        let isMutual = conflicts.allSatisfy {
            (1...count).contains($0) && extraction.claims[$0 - 1].conflictsWith.contains(claim.ordinal)
        }
        expect(isMutual, "\(name): a conflict of one side alone")
    }

    private mutating func checkAnchor(_ anchor: Anchor, _ name: String) {
        expect(stands(anchor.exact, at: anchor.range), "\(name): the exact words are not what stands there")
        let words = Array(anchor.exact.utf8)
        let isInBytes = (0..<utf8.count + 1).contains(anchor.utf8.start) && anchor.utf8.end <= utf8.count
        expect(
            isInBytes && anchor.utf8.count == words.count
                && utf8[anchor.utf8.start..<anchor.utf8.end].elementsEqual(words),
            "\(name): other words stand at its UTF-8 offsets")
        let isInUnits =
            (0..<foundation.length + 1).contains(anchor.utf16.start) && anchor.utf16.end <= foundation.length
        let units =
            isInUnits && anchor.utf16.count >= 0
            ? foundation.substring(with: NSRange(location: anchor.utf16.start, length: anchor.utf16.count)) : nil
        expect(
            units.map { $0.unicodeScalars.elementsEqual(anchor.exact.unicodeScalars) } ?? false,
            "\(name): other words stand at its UTF-16 offsets")
        guard isPlace(anchor.range) else { return }
        let before = TextRange(start: max(0, anchor.start - AnchorMaker.surroundings), end: anchor.start)
        let after = TextRange(start: anchor.end, end: min(scalars.count, anchor.end + AnchorMaker.surroundings))
        expect(before.count == 0 ? anchor.prefix.isEmpty : stands(anchor.prefix, at: before), "\(name): wrong prefix")
        expect(after.count == 0 ? anchor.suffix.isEmpty : stands(anchor.suffix, at: after), "\(name): wrong suffix")
    }
}

extension Anchor {
    /// Its place in code points.
    fileprivate var range: TextRange { TextRange(start: start, end: end) }
}
