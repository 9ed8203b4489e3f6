/// A text as removed words are looked for in it: its letters and digits without case, accents and strokes, and whatever divides
/// words as one element. Markup that stands in it divides too: people read past it.
struct FoldedText {
    /// A folded letter or digit, or a divide.
    struct Element {
        var code: UInt32
        /// Where it begins in the text, in bytes of UTF-8.
        let start: Int
        /// An upper-case letter behind a lower-case one, as in `JaneDoe`.
        let isHump: Bool
        var isDivide: Bool { code <= FoldedText.joint }
    }

    /// Blanks and punctuation: between words.
    static let gap: UInt32 = 0
    /// Apostrophes, hyphens, marks of emphasis: between words, or within one.
    static let joint: UInt32 = 1

    private(set) var elements: [Element] = []
    /// Bytes of UTF-8.
    private(set) var length = 0

    private var followsLowerCase = false
    private var isAtHyphen = false
    /// The line ended behind the hyphen.
    private var isBroken = false
    /// What letters beyond the table have been folded to.
    private var known: [UInt32: LetterFolding] = [:]

    init(_ text: String) {
        var text = text
        text.withUTF8 { read($0) }
    }

    /// Where the element ends in the text: the marks behind a letter belong to it.
    func end(of place: Int) -> Int {
        let start = elements[place].start
        return elements[(place + 1)...].first { $0.start > start }?.start ?? length
    }

    /// The folded words.
    var words: [[UInt32]] { elements.split(whereSeparator: \.isDivide).map { $0.map(\.code) } }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        length = bytes.count
        elements.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            let (start, byte) = (place, bytes[place])
            place += 1
            switch byte {
            case 0x61...0x7A, 0x30...0x39: add(UInt32(byte), at: start, isLower: byte >= 0x61)
            case 0x41...0x5A: add(UInt32(byte) | 0x20, at: start, isUpper: true)
            case 0x26:
                if let entity = TextMarkup.entity(in: bytes, at: start) {
                    for scalar in entity.scalars { add(scalar, at: start) }
                    place = entity.end
                } else {
                    divide(Self.gap, at: start)
                }
            case 0x3C:
                let end = TextMarkup.endOfTag(in: bytes, at: start)
                divide(end == nil ? Self.gap : Self.joint, at: start)
                place = end ?? place
            case 0x27, 0x2A, 0x2D, 0x5F, 0x60, 0x7E: divide(Self.joint, at: start, isHyphen: byte == 0x2D)
            case 0x0A, 0x0D, 0x20, 0x09: blank(at: start, endsLine: byte <= 0x0D && byte != 0x09)
            case 0x80...:
                let scalar = Self.scalar(in: bytes, at: start)
                place = start + UTF8.width(scalar)
                add(scalar, at: start)
            default: divide(Self.gap, at: start)
            }
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar, at start: Int) {
        let folding: LetterFolding
        if let found = LetterFolding.ofTable(scalar) ?? known[scalar.value] {
            folding = found
        } else {
            folding = LetterFolding(scalar)
            known[scalar.value] = folding
        }
        switch folding.role {
        case .none: break
        case .gap: divide(Self.gap, at: start)
        case .joint: divide(Self.joint, at: start, isHyphen: folding.isHyphen)
        case .letters:
            for code in folding.codes {
                add(code, at: start, isLower: folding.isLower, isUpper: folding.isUpper)
            }
        }
    }

    private mutating func add(_ code: UInt32, at start: Int, isLower: Bool = false, isUpper: Bool = false) {
        elements.append(Element(code: code, start: start, isHump: isUpper && followsLowerCase))
        followsLowerCase = isLower
        (isAtHyphen, isBroken) = (false, false)
    }

    /// A word that is divided at the end of a line is one word.
    private mutating func blank(at start: Int, endsLine: Bool) {
        if isAtHyphen, endsLine || isBroken {
            isBroken = true
        } else {
            divide(Self.gap, at: start)
        }
    }

    private mutating func divide(_ code: UInt32, at start: Int, isHyphen: Bool = false) {
        followsLowerCase = false
        isBroken = false
        isAtHyphen = isHyphen && elements.last.map { !$0.isDivide } ?? false
        guard let last = elements.last, last.isDivide else {
            return elements.append(Element(code: code, start: start, isHump: false))
        }
        if code == Self.gap { elements[elements.count - 1].code = code }
    }

    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Unicode.Scalar {
        let first = UInt32(bytes[start])
        let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        var value = first & (0x7F >> UInt32(width))
        for place in 1..<width { value = value << 6 | UInt32(bytes[start + place] & 0x3F) }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
