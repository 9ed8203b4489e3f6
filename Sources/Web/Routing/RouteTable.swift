package import HTTPTypes

/// All routes: the router is built from them, each says which act it is, and a test compares them with openapi.json.
package struct RouteTable: Sendable {
    /// How log and metrics name paths that are none of ours.
    package static let unknownPath = "(unknown)"
    package static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    package let routes: [Route]

    package init(_ routes: [Route]) { self.routes = routes }

    /// Why a request met no route: there is no such path, or it takes other methods.
    package func problem(for method: HTTPRequest.Method, _ path: String) -> Problem {
        let allowed = allowedMethods(for: path)
        if allowed.isEmpty {
            return Problem(.notFound, "There is nothing at this path; /docs lists what there is.")
        }
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        return Problem(
            .methodNotAllowed,
            "\(method.rawValue) is not possible here; \(list) is.",
            headers: [.allow: list]
        )
    }

    /// The methods that a path takes, HEAD with every GET; empty when the path is none of ours.
    ///
    /// Of two templates that a path fits, the router takes the one that names more of it from the left:
    /// `/v1/exports/stream` before `/v1/exports/{id}`. The methods are those of that one alone.
    package func allowedMethods(for path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        let fitting = Set(routes.map(\.path).filter { Self.matches($0, parts) })
        let template = fitting.max { Self.rank($0).lexicographicallyPrecedes(Self.rank($1)) }
        let methods = routes.filter { $0.path == template }.map(\.method)
        return Self.methods.filter { methods.contains($0) || ($0 == .head && methods.contains(.get)) }
    }

    /// One for each part that a template names, nought for each that it leaves open.
    private static func rank(_ template: String) -> [Int] {
        template.split(separator: "/").map { $0.hasPrefix("{") ? 0 : 1 }
    }

    private static func matches(_ template: String, _ parts: [Substring]) -> Bool {
        let pattern = template.split(separator: "/")
        return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
