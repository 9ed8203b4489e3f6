@preconcurrency import Dispatch
package import Extraction
import Synchronization

/// Where articles are read: each on a thread of its own, for a limited time.
///
/// Reading takes a processor for as long as it lasts. On the threads that tasks share, as many long articles as there are
/// cores would hold up everything else of the process: heartbeats, seals, webhooks, signals and, beside a server, requests.
/// There are as many threads as articles that are read at the same time; whoever reads bounds those.
package final class ReadingRoom: Sendable {
    package typealias Reader = @Sendable (Document, ReadingBudget) throws(ReadingInterruption) -> Findings

    /// The room was closed while the article was read: it can be read again elsewhere.
    package struct Closed: Error, Hashable { package init() {} }

    /// The article took more than any may take.
    package enum Refused: Error, Hashable {
        case tooLong(limit: Duration)
        case tooManySteps

        /// For whoever sent the article.
        package var reason: String {
            switch self {
            case .tooLong(let limit):
                "Reading the text took longer than \(Self.words(limit)), which is all that one article may take. Send it in "
                    + "parts, or ask an administrator to have it read again."
            case .tooManySteps:
                "The text took more steps to read than one of its length may take. Send it without what is repeated in it."
            }
        }

        private static func words(_ limit: Duration) -> String {
            let seconds = limit.components.seconds
            return seconds == 1 ? "1 second" : "\(seconds) seconds"
        }
    }

    private let limit: Duration
    private let reader: Reader
    private let isClosed = Atomic(false)

    /// - Parameters:
    ///   - limit: The longest that one article may take, on the clock.
    ///   - reader: Reads an article; asks the budget whether it may go on.
    package init(limit: Duration, reader: @escaping Reader) {
        self.limit = limit
        self.reader = reader
    }

    /// Ends what is being read; from then on nothing longer than a few words is read to its end.
    package func close() { isClosed.store(true, ordering: .relaxed) }

    /// Reads an article. A task that is cancelled ends the reading within milliseconds.
    ///
    /// - Throws: `Refused`, `Closed`, `CancellationError`.
    func read(_ document: Document) async throws -> Findings {
        let isLeft = Atomic(false)
        let isWanted = { @Sendable [self] in
            !isLeft.load(ordering: .relaxed) && !isClosed.load(ordering: .relaxed)
        }
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    // A serial queue has a thread of its own; a concurrent one would take those of tasks.
                    DispatchQueue(label: "claimdesk.reading").async { [self] in
                        let deadline = ContinuousClock.now + limit
                        let steps = ReadingBudget.most(for: document.text.unicodeScalars.count)
                        let budget = ReadingBudget(steps: steps) { isWanted() && ContinuousClock.now < deadline }
                        continuation.resume(with: Result { try reader(document, budget) })
                    }
                }
            } onCancel: {
                isLeft.store(true, ordering: .relaxed)
            }
        } catch ReadingInterruption.tooManySteps {
            throw Refused.tooManySteps
        } catch ReadingInterruption.stopped {
            try Task.checkCancellation()
            if isClosed.load(ordering: .relaxed) { throw Closed() }
            throw Refused.tooLong(limit: limit)
        }
    }
}

extension Desk {
    /// A room in which articles are read with the desk's extractor.
    ///
    /// - Parameter limit: The longest that one article may take.
    package func readingRoom(limit: Duration = .seconds(60)) -> ReadingRoom {
        ReadingRoom(limit: limit) { [extractor] document, budget throws(ReadingInterruption) in
            try extractor.extract(document, within: budget)
        }
    }
}
