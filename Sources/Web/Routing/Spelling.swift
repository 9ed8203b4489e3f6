import Domain

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
        let ranked = known.map { (name: $0, distance: EditDistance.between(plain, self.plain($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= min(2, (plain.utf8.count + 1) / 2) ? best.name : nil
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0 != "_" && $0 != "-" }
    }
}
