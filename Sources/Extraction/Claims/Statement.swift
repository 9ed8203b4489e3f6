/// Puts words on one line.
enum Statement {
    /// The words of a range, every run of blanks and line ends made one blank.
    static func words(_ source: SourceText, _ start: Int, _ end: Int) -> String {
        let scalars = source.scalars[start..<end]
        return isOneLine(scalars) ? source.string(start, end) : words(scalars)
    }

    /// Whether there is nothing to change, as nearly always.
    private static func isOneLine(_ scalars: ArraySlice<UInt32>) -> Bool {
        var last: UInt32 = 0x20
        for scalar in scalars {
            if scalar == 0x20 ? last == 0x20 : CharacterTraits.of(scalar).contains(.space) { return false }
            last = scalar
        }
        return last != 0x20
    }

    /// The words of some code points, every run of blanks and line ends made one blank.
    static func words(_ scalars: ArraySlice<UInt32>) -> String {
        var words: [UInt32] = []
        words.reserveCapacity(scalars.count)
        for scalar in scalars {
            if !CharacterTraits.of(scalar).contains(.space) {
                words.append(scalar)
            } else if let last = words.last, last != 0x20 {
                words.append(0x20)
            }
        }
        if words.last == 0x20 { words.removeLast() }
        return SourceText.string(words[...])
    }
}
