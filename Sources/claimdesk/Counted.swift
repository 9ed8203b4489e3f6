/// A number with its noun, for people: "1 claim", "2 claims".
///
/// - Parameter noun: of one; its plural ends in s.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
