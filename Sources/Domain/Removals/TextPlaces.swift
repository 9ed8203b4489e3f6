/// Stretches of a text, in bytes of UTF-8.
enum TextPlaces {
    /// What looks like an address, a handle or a tag: a run without blanks, and without the punctuation around it.
    static func addresses(in text: String) -> [Range<Int>] {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") || isSign($0) }) else {
            return []
        }
        var found: [Range<Int>] = []
        var start: Int?
        var hasSign = false
        for (place, byte) in text.utf8.enumerated() {
            if byte <= 0x20 {
                if let start, hasSign { found.append(start..<place) }
                (start, hasSign) = (nil, false)
                continue
            }
            if start == nil { start = place }
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || isSign(byte) { hasSign = true }
        }
        if let start, hasSign { found.append(start..<text.utf8.count) }
        return found.compactMap { bare($0, in: text) }
    }

    private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "@") || byte == UInt8(ascii: "#") }

    /// The run without brackets, quotation marks and points around it; nil for what is no address then.
    private static func bare(_ place: Range<Int>, in text: String) -> Range<Int>? {
        let run = text[utf8: place]
        let scalars = run.unicodeScalars
        let around = "()[]{}<>\"'“”„‘’«»‹›*_~`,;:!?.…—–".unicodeScalars
        guard let first = scalars.firstIndex(where: { !around.contains($0) }),
            let last = scalars.lastIndex(where: { !around.contains($0) })
        else { return nil }
        let inner = scalars[first...last]
        let isMarked = inner.first == "@" || inner.first == "#"
        guard isMarked || inner.contains("@") || inner.contains(".") || String(inner).contains("://") else {
            return nil
        }
        let start = place.lowerBound + run.utf8.distance(from: run.startIndex, to: first)
        return start..<(start + String(inner).utf8.count)
    }

    /// In order, those that touch or overlap as one.
    static func united(_ places: [Range<Int>]) -> [Range<Int>] {
        var united: [Range<Int>] = []
        for place in places.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = united.last, place.lowerBound < last.upperBound {
                united[united.count - 1] = last.lowerBound..<max(last.upperBound, place.upperBound)
            } else {
                united.append(place)
            }
        }
        return united
    }

    /// With the other half of what marks a part of it in Markdown: of `Ina **Calder**` the last marks too.
    static func widened(_ place: Range<Int>, in text: String) -> Range<Int> {
        let bytes = Array(text.utf8)
        let inner = bytes[place]
        var (start, end) = (place.lowerBound, place.upperBound)
        if inner.contains(UInt8(ascii: "[")), !inner.contains(UInt8(ascii: "]")), bytes[end...].starts(with: "](".utf8),
            let close = bytes[end...].firstIndex(of: UInt8(ascii: ")"))
        {
            end = close + 1
        }
        guard inner.contains(where: isMark) else { return start..<end }
        while start > 0, isMark(bytes[start - 1]) { start -= 1 }
        while end < bytes.count, isMark(bytes[end]) { end += 1 }
        return start..<end
    }

    private static func isMark(_ byte: UInt8) -> Bool { "*~`".utf8.contains(byte) }
}

extension String {
    /// A stretch that begins and ends between code points.
    package subscript(utf8 place: Range<Int>) -> Substring {
        self[utf8.index(startIndex, offsetBy: place.lowerBound)..<utf8.index(startIndex, offsetBy: place.upperBound)]
    }
}
