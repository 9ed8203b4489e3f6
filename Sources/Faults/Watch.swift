/// What is waited for in the stream of a client: some words, one behind the other.
struct Watch {
    /// Tells a new one from the one before.
    let number: Int
    let parts: [[UInt8]]
}

/// How much of a ``Watch`` one client has sent.
struct WatchProgress {
    private var number = 0
    private var found = 0
    /// The end of what came before: words may come in pieces.
    private var tail: [UInt8] = []

    /// - Returns: true when the last of the words is in.
    mutating func isComplete(_ watch: Watch, with bytes: some Collection<UInt8>) -> Bool {
        if watch.number != number {
            (number, found) = (watch.number, 0)
            tail = []
        }
        tail += bytes
        while let place = tail.firstRange(of: watch.parts[found]) {
            tail.removeSubrange(..<place.upperBound)
            found += 1
            if found == watch.parts.count { return true }
        }
        tail = Array(tail.suffix(watch.parts[found].count - 1))
        return false
    }
}
