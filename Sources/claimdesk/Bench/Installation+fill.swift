import Foundation
import Volume
import Workflow

extension Installation {
    /// Sets up a desk and fills it with made-up work; the planner knows the tables afterwards.
    func fill(_ slug: String, claims: Int) async throws {
        let plan = VolumePlan(claims: claims, seed: 1, until: Date())
        let room = plan.newsroom(slug: slug, name: "The \(slug) desk", scale: try Seeds.newsroom().scale)
        _ = try await database.fill(room, by: plan)
    }
}
