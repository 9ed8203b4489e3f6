import Domain
import Foundation
import Postgres

/// What went wrong, in words for logs and for whoever runs the desk: with the database's own words where they tell nothing of
/// what is in it. Not for clients.
package func operatorWords(for error: any Error) -> String {
    switch error {
    case let error as PostgresError: error.explanation
    case let error as ConnectionError: String(reflecting: error)
    case let error as Unavailable: error.reason
    case JobError.hopeless(let text, _): text
    case JobError.leaseLost: "the job was given to another worker meanwhile"
    case JobError.wrongState(let state): "the job is \(state.rawValue)"
    case JobError.keyTaken(let other): "job \(other) is there for the same"
    case let error as InputError: "\(error.field) \(error.problem)"
    case let error as NotFound: "there is no such \(error.what)"
    case is CancellationError: "it was given up, as the process stops"
    case let error as any CustomStringConvertible: error.description
    case let error as any LocalizedError: error.errorDescription ?? "\(type(of: error))"
    // What nobody foresaw has no words of its own; its kind tells where to look.
    default: "an error that nobody foresaw, \(type(of: error))"
    }
}

/// What whoever mends an error wants to find it by in a log store, each under its name; no values, no rows.
package func operatorFacts(for error: any Error) -> [String: String] {
    var facts = ["error.kind": "\(type(of: error))"]
    guard let error = error as? PostgresError else { return facts }
    facts["error.sqlState"] = error.sqlState.rawValue
    facts["error.constraint"] = error.constraint
    facts["error.table"] = error.table
    facts["error.source"] = error.source
    facts["error.statement"] = error.statement
    return facts
}
