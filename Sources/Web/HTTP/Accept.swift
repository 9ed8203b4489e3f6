package import Rendering

extension ReportFormat {
    /// The format that an `Accept` header (RFC 9110 §12.5.1) likes best; nil when it accepts none.
    ///
    /// Of formats liked alike, the one named more exactly wins, then the one named first; an empty header and `*/*`
    /// get JSON.
    ///
    /// - Parameter offered: those that there are, in the order in which a range such as `text/*` means them.
    package init?(accept: String, among offered: [ReportFormat] = [.json, .html, .md, .csv, .claimreview]) {
        let ranges = AcceptRange.list(accept)
        if ranges.isEmpty, accept.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "," }) {
            self = .json
            return
        }
        var best: (format: ReportFormat, rank: (Double, Int, Int))?
        // Those who take any text mean it to be read.
        for format in offered {
            // The most exact range that covers a format decides about it, even against it: `text/*, text/csv;q=0`.
            let covering = ranges.enumerated().filter { $0.element.covers(format.essence) }
            guard let (place, range) = covering.max(by: { $0.element.exactness < $1.element.exactness }),
                range.quality > 0
            else { continue }
            let rank = (range.quality, range.exactness, -place)
            if let best, best.rank >= rank { continue }
            best = (format, rank)
        }
        guard let best else { return nil }
        self = best.format
    }
}

/// One media range of an `Accept` header with its weight.
private struct AcceptRange {
    let type: Substring
    let subtype: Substring
    /// 0–1.
    let quality: Double

    /// 0 for `*/*`, 1 for `text/*`, 2 for a whole type.
    var exactness: Int { (type == "*" ? 0 : 1) + (subtype == "*" ? 0 : 1) }

    func covers(_ essence: String) -> Bool {
        let parts = essence.split(separator: "/")
        return (type == "*" || type == parts[0]) && (subtype == "*" || subtype == parts[1])
    }

    /// The ranges of a header in its order; what is not a media range is left out.
    static func list(_ header: String) -> [AcceptRange] {
        header.lowercased().split(separator: ",").compactMap { item in
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            let names = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
            guard names.count == 2, !names[0].isEmpty, !names[1].isEmpty, names[0] != "*" || names[1] == "*" else {
                return nil
            }
            var quality = 1.0
            if let weight = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) {
                guard let value = Double(weight.dropFirst(2)), (0...1).contains(value) else { return nil }
                quality = value
            }
            return AcceptRange(type: names[0], subtype: names[1], quality: quality)
        }
    }
}
