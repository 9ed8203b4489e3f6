/// The team that owns a queue, a rating scale and a policy: the tenant.
package struct DeskProfile: Sendable, Hashable {
    package typealias ID = Identifier<DeskProfile>

    package let id: ID
    /// Lower-case letters, digits and hyphens; names the desk in URLs and on the command line.
    package let slug: String
    package var name: String
    package var policy: DeskPolicy
    /// The scale version that new reviews are given on; nil before the desk has a scale.
    package let scale: RatingScale.Reference?
    /// From 1, one more with each change of name, policy or scale.
    package let revision: Int

    package init(
        id: ID, slug: String, name: String, policy: DeskPolicy, scale: RatingScale.Reference? = nil, revision: Int = 1
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.policy = policy
        self.scale = scale
        self.revision = revision
    }

    /// True for what may be a desk's slug: nothing else has to be looked up.
    package static func isSlug(_ text: String) -> Bool {
        func isAllowed(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return (1...63).contains(text.utf8.count) && text.utf8.first.map(isAllowed) == true
            && text.utf8.allSatisfy { isAllowed($0) || $0 == UInt8(ascii: "-") }
    }
}

/// What an administrator changes about a desk; what is left out stays.
package struct DeskChange: Sendable, Hashable {
    package var name: String?
    /// One of the desk's scales; reviews are given on its newest version from then on.
    package var scaleID: RatingScale.ID?
    /// New values of `DeskPolicy.settings`, by name.
    package var policy: [String: JSON]

    package init(name: String? = nil, scaleID: RatingScale.ID? = nil, policy: [String: JSON] = [:]) {
        self.name = name
        self.scaleID = scaleID
        self.policy = policy
    }

    /// The policy as it will be.
    ///
    /// - Throws: `InputError` with the first field that cannot be accepted: `policy.requiredReviews`.
    package func applied(to old: DeskPolicy) throws(InputError) -> DeskPolicy {
        var new = old
        for setting in DeskPolicy.settings {
            guard let value = policy[setting.name] else { continue }
            do { try setting.set(value, in: &new) } catch { throw error.inside("policy") }
        }
        return new
    }
}

extension DeskProfile {
    /// What differs between two states of a desk, for the audit trail: `["requiredReviews": "2 → 3"]`.
    package func differences(to new: DeskProfile) -> [String: String] {
        var details: [String: String] = [:]
        if name != new.name { details["name"] = "\(name) → \(new.name)" }
        if scale != new.scale { details["scale"] = "\(Self.text(scale)) → \(Self.text(new.scale))" }
        for setting in DeskPolicy.settings {
            let (before, after) = (setting.value(in: policy), setting.value(in: new.policy))
            if before != after { details[setting.name] = "\(Self.text(before)) → \(Self.text(after))" }
        }
        return details
    }

    private static func text(_ scale: RatingScale.Reference?) -> String {
        scale.map { "\($0.id) version \($0.version)" } ?? "none"
    }

    private static func text(_ value: JSON) -> String {
        guard case .string(let text) = value else { return value.text() }
        // Of a long text its beginning: the whole is in the desk, and was in it.
        return text.unicodeScalars.count <= 200 ? text : "\(text.prefix(200))…"
    }
}
