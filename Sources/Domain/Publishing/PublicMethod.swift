/// What a desk tells its readers about how it works.
package struct PublicMethod: Sendable {
    /// Of the scale in use, truest first.
    package let scale: [Rating]
    package let policy: DeskPolicy

    package init(scale: [Rating], policy: DeskPolicy) {
        self.scale = scale
        self.policy = policy
    }
}
