/// Puts the words of a claim in a form that stands alone.
enum Statement {
    /// The words on one line.
    static func words(_ exact: String) -> String {
        exact.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
    }
}
