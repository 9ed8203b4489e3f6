/// Prints to stdout without anything that a terminal would obey: titles, names and claims are strangers' words, and no
/// command has to remember it. Stands before Swift's own, which is for what makes its text safe itself and has colours.
func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
    let text = items.map { "\($0)" }.joined(separator: separator)
    Swift.print(TerminalText.lines(text), terminator: terminator)
}
