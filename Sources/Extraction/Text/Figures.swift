/// Reads the value of a number's token.
enum Figures {
    /// The whole number that the digits of a token make; nil with letters, decimals, or too many digits.
    static func value(_ token: Token, _ source: SourceText) -> Int? {
        var value = 0
        for position in Int(token.start)..<Int(token.end) {
            let scalar = source.scalars[position]
            if scalar == 0x2C { continue }
            guard (0x30...0x39).contains(scalar), value < 1_000_000_000_000 else { return nil }
            value = value * 10 + Int(scalar) - 0x30
        }
        return value
    }
}
