package import Domain

/// A desk to be set up: as seeds/newsroom.json has it.
package struct Newsroom: Sendable, Codable {
    package struct Profile: Sendable, Codable {
        package let slug: String
        package let name: String
        /// The desk's policy says so; nil leaves both as new desks have them.
        package let publicNotes: Bool?
        package let queueLimit: Int?

        package init(slug: String, name: String, publicNotes: Bool? = nil, queueLimit: Int? = nil) {
            self.slug = slug
            self.name = name
            self.publicNotes = publicNotes
            self.queueLimit = queueLimit
        }
    }
    package struct Person: Sendable, Codable {
        package let name: String
        package let email: String?
        package let roles: [Role]

        package init(name: String, email: String?, roles: [Role]) {
            self.name = name
            self.email = email
            self.roles = roles
        }
    }
    package struct Scale: Sendable, Codable {
        package let name: String
        package let ratings: [Rating]

        package init(name: String, ratings: [Rating]) {
            self.name = name
            self.ratings = ratings
        }
    }

    package let desk: Profile
    package let members: [Person]
    package let scale: Scale

    package init(desk: Profile, members: [Person], scale: Scale) {
        self.desk = desk
        self.members = members
        self.scale = scale
    }
}
