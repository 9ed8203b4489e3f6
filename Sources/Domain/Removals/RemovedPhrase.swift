/// Words that are off, ready to be found.
struct RemovedPhrase: Sendable, Hashable {
    /// Folded; between words one divide.
    let codes: [UInt32]
    /// Long enough that an address with it means it, wherever in a longer word it stands: `realjanedoe`.
    private let isTelling: Bool

    /// Nil where there is no letter or digit.
    init?(_ words: String) {
        var elements = FoldedText(words).elements[...]
        while elements.first?.isDivide ?? false { elements.removeFirst() }
        while elements.last?.isDivide ?? false { elements.removeLast() }
        if elements.isEmpty { return nil }
        codes = elements.map(\.code)
        isTelling = elements.count { !$0.isDivide } >= 8 && elements.contains { $0.isDivide }
    }

    /// Where the phrase ends that begins at a place; nil where it does not stand there as words of their own.
    ///
    /// - Parameter isAddress: the text is an address, which writes words together.
    func end(at place: Int, in text: FoldedText, isAddress: Bool = false) -> Int? {
        let elements = text.elements
        guard elements[place].code == codes[0],
            let end = run(of: codes[...], from: place, in: elements, isAddress: isAddress)
        else { return nil }
        if isAddress, isTelling { return end }
        let opens = Self.divides(elements, at: place, isAddress: isAddress)
        return opens && (closes(elements, at: end) || Self.divides(elements, at: end, isAddress: isAddress)) ? end : nil
    }

    /// Where a part of the phrase ends that begins at a place, whatever stands around it.
    private func run(
        of codes: ArraySlice<UInt32>, from place: Int, in elements: [FoldedText.Element], isAddress: Bool = false
    ) -> Int? {
        var place = place
        for index in codes.indices {
            let code = codes[index]
            let found = place < elements.count ? elements[place] : nil
            if code <= FoldedText.joint {
                if found?.isDivide ?? false {
                    place += 1
                    continue
                }
                // An apostrophe or hyphen may be missing, and in addresses and names like JaneDoe the blank.
                let mayMiss = isAddress || code == FoldedText.joint || found?.isHump ?? false
                guard mayMiss || Self.standAlone(codes, around: index) else { return nil }
                continue
            }
            if let found, found.isDivide, index > codes.startIndex,
                found.code == FoldedText.joint || Self.standsAlone(code) && Self.standsAlone(codes[index - 1])
            {
                place += 1
            }
            guard place < elements.count, elements[place].code == code else { return nil }
            place += 1
        }
        return place
    }

    // MARK: Cut at an end

    /// How much of a text's beginning may be the end of the phrase, of which the rest was cut off.
    func tail(in text: FoldedText) -> Int? {
        let start = text.elements.first?.isDivide ?? false ? 1 : 0
        return codes.indices.dropFirst().lazy.filter { codes[$0] > FoldedText.joint }
            .compactMap { run(of: codes[$0...], from: start, in: text.elements) }
            .first { Self.divides(text.elements, at: $0, isAddress: false) }
    }

    /// Where at a text's end the phrase may begin, of which the rest was cut off.
    func head(in text: FoldedText) -> Int? {
        var count = text.elements.count
        if text.elements.last?.isDivide ?? false { count -= 1 }
        let elements = Array(text.elements[..<count])
        for length in codes.indices.dropFirst().reversed() where codes[length - 1] > FoldedText.joint {
            // Divides may be missing on one side: from the earliest place on at which it can begin.
            for start in max(0, count - 2 * length)..<max(0, count)
            where elements[start].code == codes[0] && Self.divides(elements, at: start, isAddress: false) {
                if run(of: codes[..<length], from: start, in: elements) == count { return start }
            }
        }
        return nil
    }

    // MARK: Ends of words

    private static func divides(_ elements: [FoldedText.Element], at place: Int, isAddress: Bool) -> Bool {
        if place == 0 || place == elements.count { return true }
        let (left, right) = (elements[place - 1], elements[place])
        if left.isDivide || right.isDivide || standsAlone(left.code) || standsAlone(right.code) { return true }
        return isAddress && (right.isHump || isDigit(left.code) != isDigit(right.code))
    }

    /// Korean words end in syllables that only say what the word does in its sentence.
    private func closes(_ elements: [FoldedText.Element], at end: Int) -> Bool {
        let isKorean = codes.count { (0x1100...0x11FF).contains($0) } >= 4
        return isKorean && end < elements.count && elements[end].start > elements[end - 1].start
    }

    private static func standAlone(_ codes: ArraySlice<UInt32>, around index: Int) -> Bool {
        index > codes.startIndex && index + 1 < codes.endIndex && standsAlone(codes[index - 1])
            && standsAlone(codes[index + 1])
    }

    private static func standsAlone(_ code: UInt32) -> Bool {
        code >= 0x0E00 && Unicode.Scalar(code).map(WordIndex.standsAlone) ?? false
    }

    private static func isDigit(_ code: UInt32) -> Bool { (0x30...0x39).contains(code) }
}
