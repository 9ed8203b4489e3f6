/// The function of the program that runs a statement: what the statement is called where statements are counted and timed.
///
/// Two pointers into the program's own constants, so it costs nothing to make, there are only as many as the program has
/// such functions, and nothing of a statement's text or values is in it.
public struct StatementOrigin: Sendable {
    private let file: StaticString
    private let function: StaticString

    /// - Parameters:
    ///   - file: as `#fileID` has it.
    ///   - function: as `#function` has it.
    init(_ file: StaticString, _ function: StaticString) {
        self.file = file
        self.function = function
    }

    /// File and function, without folders, extensions and parameters: `Leases.end` for `end(_:_:reason:on:in:)` in
    /// `Store/Leases+member.swift`.
    public var name: String {
        let file = "\(file)".split(separator: "/").last?.prefix { $0 != "." && $0 != "+" } ?? ""
        return "\(file).\("\(function)".prefix { $0 != "(" })"
    }
}

extension StatementOrigin: Hashable {
    /// By place: the same function is the same constant. Where a compiler keeps it twice, two origins have one name.
    public static func == (left: Self, right: Self) -> Bool {
        left.file.utf8Start == right.file.utf8Start && left.function.utf8Start == right.function.utf8Start
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(file.utf8Start)
        hasher.combine(function.utf8Start)
    }
}
