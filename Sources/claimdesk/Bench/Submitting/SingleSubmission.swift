import Domain
import Foundation
import Workflow

/// An article that is sent again and again to an idle desk, each time as another one.
struct SingleSubmission: Sendable {
    private let title: String
    private let body: String
    private let count: Int

    /// - Parameters:
    ///   - file: the article's; nil for a sample.
    ///   - count: how often.
    init(file: String?, count: Int) throws {
        self.count = count
        if let file {
            let text = try TextFile(named: file)
            (title, body) = (text.firstLine ?? file, text.text)
        } else {
            guard let sample = try Seeds.articles().first(where: { $0.externalID == "seed-harbour-raid" }) else {
                throw Failure("the sample article is missing")
            }
            (title, body) = (sample.title, sample.body)
        }
    }

    /// Milliseconds until each was ready, the first one left out.
    func times(on desk: Client, _ progress: ProgressLine) async throws -> [Double] {
        let run = UUID().text
        var times: [Double] = []
        progress.step("Measuring \(count) articles")
        for number in 0...count {
            let begun = ContinuousClock.now
            let answer = try await desk.post(
                ["v1", "articles"],
                [
                    "externalId": .string("\(run)-\(number)"), "source": "bench", "title": .string(title),
                    "body": .string(body),
                ])
            let id = try answer.decode(Shapes.Receipt.self).id
            while true {
                let seen = try await desk.get(["v1", "articles", id]).decode(Shapes.Article.self)
                if seen.status == "failed" { throw Failure("an article could not be read: \(seen.error ?? "")") }
                if seen.isRead { break }
                try await Task.sleep(for: .milliseconds(5))
            }
            if number > 0 { times.append(begun.duration(to: .now) / .milliseconds(1)) }
        }
        return times
    }
}
