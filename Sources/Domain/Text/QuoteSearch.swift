/// Looks for bytes among bytes in time that grows with both lengths added, whatever either says (Knuth, Morris and Pratt 1977):
/// who sends the words may send the text as well.
struct QuoteSearch {
    private let words: [UInt8]
    /// How much of the words still fits when the byte behind so many of them does not.
    private let fallback: [Int]

    init(_ text: String) {
        words = Array(text.utf8)
        var fallback = [0, 0]
        var fitting = 0
        for byte in words.dropFirst() {
            while fitting > 0, words[fitting] != byte { fitting = fallback[fitting] }
            if words[fitting] == byte { fitting += 1 }
            fallback.append(fitting)
        }
        self.fallback = fallback
    }

    /// The code point of the text at which the words begin, for each place, also where one overlaps another. Words of
    /// nothing stand nowhere.
    func places(in text: some Sequence<UInt8>) -> [Int] {
        if words.isEmpty { return [] }
        let length = words.count { !Self.continues($0) }
        var places: [Int] = []
        var (fitting, points) = (0, 0)
        for byte in text {
            if !Self.continues(byte) { points += 1 }
            while fitting > 0, fitting == words.count || words[fitting] != byte { fitting = fallback[fitting] }
            if words[fitting] == byte { fitting += 1 }
            if fitting == words.count { places.append(points - length) }
        }
        return places
    }

    /// True for a byte within a code point that began before it.
    private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
