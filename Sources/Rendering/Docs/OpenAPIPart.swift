package import Domain

/// A file of the API's description: the paths or the schemas of a noun.
package struct OpenAPIPart: Sendable {
    /// The file's name without `.json`, for errors: `paths/claims`.
    package let name: String
    /// Its members as they stand there.
    package let members: [JSON.Member]

    /// - Parameters:
    ///   - name: see the property.
    ///   - members: see the property.
    package init(name: String, members: [JSON.Member]) {
        self.name = name
        self.members = members
    }

    /// The members of all parts in one list.
    ///
    /// A run is a member with those that follow it in its part up to the next head. A new path or schema therefore needs
    /// a line in its own part alone, and shows behind the one that it was written behind.
    ///
    /// - Parameters:
    ///   - parts: in any order.
    ///   - heads: the names with which runs begin, in the order in which the runs are wanted.
    /// - Throws: `OpenAPIPartError` for a name that comes twice, a head that no part has, and a part that begins with
    ///   none.
    package static func joined(
        _ parts: [OpenAPIPart], beginning heads: [String]
    ) throws(OpenAPIPartError) -> [JSON.Member] {
        var known: Set<String> = []
        var runs: [String: [JSON.Member]] = [:]
        for part in parts {
            var head: String?
            for member in part.members {
                if !known.insert(member.name).inserted { throw .doubled(member.name, part: part.name) }
                if heads.contains(member.name) { head = member.name }
                guard let head else { throw .withoutHead(member.name, part: part.name) }
                runs[head, default: []].append(member)
            }
        }
        var joined: [JSON.Member] = []
        for head in heads {
            guard let run = runs.removeValue(forKey: head) else { throw .headWithoutRun(head) }
            joined += run
        }
        return joined
    }
}

/// Why the files of the description make no document.
package enum OpenAPIPartError: Error, Hashable, Sendable {
    /// The file is not there, or is no JSON object.
    case noObject(part: String)
    /// A name stands in two files, or in one twice.
    case doubled(String, part: String)
    /// The first name of a file begins no run, so there is no telling where it should stand.
    case withoutHead(String, part: String)
    /// The order names what no file has, or names it twice.
    case headWithoutRun(String)
    /// A schema names a pattern that patterns.json does not have.
    case unknownPattern(String)
}
