/// Why a command failed, in words for the person who typed it: printed as `error: …`, exit code 1.
struct Failure: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
