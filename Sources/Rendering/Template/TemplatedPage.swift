/// What a template shows: a struct of texts, numbers, flags, lists and other such structs, by its stored properties.
/// `Codable` as the compiler makes it: the encoding gives the values, the decoding their shape.
protocol TemplatedPage: Codable, Sendable {
    /// A file of Sources/Rendering/Resources, without its ending.
    static var template: String { get }
}
