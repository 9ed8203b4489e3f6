/// Counts the steps of one reading, and ends it where they are too many or nobody waits for its result any more.
///
/// A step is one turn of a loop over code points, tokens or sentences: the time of a reading as a number that is the same
/// on every machine. Whatever loops charges what it walked, so that a rule which looks at the same words again and again
/// shows, and a test holds the count of any text against its length. The passes over blocks, tokens and sentences ask after
/// each whether the reading may go on; the rules between them are bounded and only charge.
///
/// Each reading has a budget of its own, on one thread.
public final class ReadingBudget {
    /// The steps that were taken so far.
    public private(set) var steps = 0
    private let limit: Int
    private let goesOn: () -> Bool
    private var nextLook: Int

    /// How many steps lie between two questions to `goesOn`: about a tenth of a millisecond.
    private static let stride = 1 << 15

    /// - Parameters:
    ///   - steps: The most that the reading may take.
    ///   - goesOn: Asked now and then, about every tenth of a millisecond; false ends the reading.
    public init(steps: Int = .max, while goesOn: @escaping () -> Bool = { true }) {
        limit = steps
        self.goesOn = goesOn
        nextLook = min(Self.stride, limit)
    }

    /// What any text may take: five times what the worst of those that are made to hurt takes for each of its code points,
    /// and something for short ones.
    ///
    /// - Parameter codePoints: The length of the text.
    public static func most(for codePoints: Int) -> Int { 100_000 + 2 * mostPerCodePoint * codePoints }

    /// What no text takes for each of its code points, whatever it is made of; a test and a benchmark hold it. The worst that
    /// was found takes 90, a cue verb between ideographs.
    public static let mostPerCodePoint = 250

    /// Reads with a budget that ends nothing.
    static func unbounded<Value>(_ read: (ReadingBudget) throws(ReadingInterruption) -> Value) -> Value {
        do {
            return try read(ReadingBudget())
        } catch {
            fatalError("a budget without an end came to one: \(error)")
        }
    }

    /// Adds steps that were taken.
    @inline(__always)
    package func charge(_ count: Int = 1) { steps &+= count }

    /// Asks whether the reading may go on.
    @inline(__always)
    package func check() throws(ReadingInterruption) { if steps >= nextLook { try look() } }

    /// Asks at once.
    package func look() throws(ReadingInterruption) {
        if steps > limit { throw .tooManySteps }
        if !goesOn() { throw .stopped }
        nextLook = steps > limit - Self.stride ? limit : steps + Self.stride
    }
}

/// Why a reading came to no end of its own.
public enum ReadingInterruption: Error, Hashable, Sendable {
    /// It took more steps than its budget holds.
    case tooManySteps
    /// Nobody waits for it any more.
    case stopped
}
