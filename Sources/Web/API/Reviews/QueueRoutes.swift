import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// The queue: reviewers take from it, everybody sees how it is doing.
enum QueueRoutes {
    static let all = [
        Route(
            .post,
            "/v1/queue/take",
            .act(.take),
            "Take claims from the queue under a lease.",
            body: TakeRequest.self,
            handler: take
        ),
        Route(
            .get,
            "/v1/queue",
            .act(.seeQueue),
            "See how the queue is doing: counts, ages, expiries, time to verdict.",
            reading: .little,
            handler: show
        ),
    ]

    private static func take(_ call: Call) async throws -> Response {
        let wanted = try call.read(TakeRequest.self)
        try wanted.validate()
        let desk = call.desk
        if wanted.waitSeconds == 0 {
            return try await call.change {
                try await desk.take(wanted, by: $0)
            } answer: {
                .json($0.json)
            }
        }
        var response = try await call.change { caller in
            try await call.whileClientWaits { try await desk.take(wanted, by: caller) }
        } answer: {
            .json($0.json)
        }
        response.headers[.connection] = "close"
        return response
    }

    private static func show(_ call: Call) async throws -> Response {
        .json(try await call.desk.queueStatistics(for: try call.principal), \.json)
    }
}
