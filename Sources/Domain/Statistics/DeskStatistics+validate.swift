extension DeskStatistics {
    /// Keeps out what Postgres would take for a time zone and people would not mean: `EST5EDT,M3.2.0` and other rules.
    ///
    /// - Throws: `InputError` for a name that is not of the form of the IANA database's.
    package static func validate(timeZone: String) throws(InputError) {
        let parts = timeZone.split(separator: "/", omittingEmptySubsequences: false)
        let areNames = parts.allSatisfy { part in
            part.utf8.first.map { isLetter($0) } == true
                && part.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "_+-".utf8.contains($0) }
        }
        guard timeZone == "UTC" || parts.count >= 2 && parts.count <= 3 && areNames, timeZone.utf8.count <= 50 else {
            throw InputError("timeZone", "must be the name of a time zone, such as Europe/Oslo or UTC")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
