/// Guesses what a misspelled name was meant to be.
package enum Spelling {
    /// "did you mean externalId?", or the whole list when nothing is near.
    package static func advice(for name: String, among known: [String]) -> String {
        if let near = nearest(to: name, among: known) { return "did you mean \(near)?" }
        return known.isEmpty ? "there are none" : "there are \(known.joined(separator: ", "))"
    }

    /// The known name that differs only in case, hyphens and underscores, or by at most two letters.
    package static func nearest(to name: String, among known: [String]) -> String? {
        // A long name is no misspelling, and the distance takes its square.
        guard name.utf8.count <= 64 else { return nil }
        let plain = plain(name)
        let ranked = known.map { (name: $0, distance: distance(plain, self.plain($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= min(2, (plain.count + 1) / 2) ? best.name : nil
    }

    private static func plain(_ name: String) -> [UInt8] {
        name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
    }

    /// Letters added, left out or changed (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, leftByte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, rightByte) in right.enumerated() {
                let changed = diagonal + (leftByte == rightByte ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(changed, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
