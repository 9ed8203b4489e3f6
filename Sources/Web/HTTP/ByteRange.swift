import HTTPTypes

/// The bytes of a file that a client asks for (RFC 9110 §14).
package enum ByteRange {
    /// The range that the header names, of a file of that size.
    ///
    /// - Parameters:
    ///   - header: `Range`; nil when there is none.
    ///   - condition: `If-Range`: the range is for the file with this entity tag alone.
    ///   - tag: the file's entity tag, with its quotes.
    /// - Returns: nil for the whole file: no range, one of a unit or form that is not known here, several at once (a
    ///   server may answer those with the whole), or one for another file.
    /// - Throws: `Problem` (416) when the file ends before the range begins.
    package static func asked(
        _ header: String?, condition: String? = nil, tag: String, size: Int
    ) throws(Problem) -> Range<Int>? {
        guard let header, condition == nil || condition == tag else { return nil }
        let parts = header.filter { $0 != " " && $0 != "\t" }.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bytes", !parts[1].contains(",") else { return nil }
        let ends = parts[1].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        switch (Int(ends[0]), Int(ends[1])) {
        case (nil, nil): return nil
        case (nil, let last?):
            // The last so many bytes.
            guard ends[0].isEmpty else { return nil }
            if last == 0 || size == 0 { throw unsatisfiable(size) }
            return max(0, size - last)..<size
        case (let first?, let last):
            // A number too large for an Int lies beyond the end of any file.
            guard last != nil || ends[1].isEmpty || ends[1].utf8.count > 18 else { return nil }
            if let last, last < first { return nil }
            if first >= size { throw unsatisfiable(size) }
            return first..<min(size, (last ?? size - 1) < Int.max ? (last ?? size - 1) + 1 : size)
        }
    }

    private static func unsatisfiable(_ size: Int) -> Problem {
        Problem(
            .rangeNotSatisfiable, "The file has \(size) bytes.",
            headers: [.contentRange: "bytes */\(size)"])
    }
}
