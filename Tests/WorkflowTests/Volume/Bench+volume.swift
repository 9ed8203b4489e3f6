import Domain
import Foundation
import TestSupport
import Volume

@testable import Workflow

extension DatabaseTemplate {
    /// A desk `demo` with the made-up work of some years: 2,500 claims.
    static var yearsOfWork: DatabaseTemplate {
        DatabaseTemplate("years_of_work", migrations: Schema.migrations) { database in
            let bench = try await Bench.make(database: database)
            let plan = VolumePlan(claims: 2_500, seed: 5, until: Date(timeIntervalSince1970: 1_782_820_800))
            let scale = Newsroom.Scale(name: "S", ratings: Bench.ratings)
            _ = try await bench.database.fill(plan.newsroom(slug: "demo", name: "D", scale: scale), by: plan)
        }
    }

    /// A desk `volume` that the plan of ``FillTests`` has filled.
    static var filledDesk: DatabaseTemplate {
        DatabaseTemplate("filled_desk", migrations: Schema.migrations) { database in
            _ = try await database.fill(FillTests.newsroom(), by: FillTests.plan)
        }
    }
}
