/// Comma-separated values, read without trusting what wrote them.
public enum CSVReading {
    /// Reads RFC 4180, so that the test does not trust the writer.
    public static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [[]]
        var cell = String.UnicodeScalarView()
        var quoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            if quoted {
                if scalar != "\"" {
                    cell.append(scalar)
                } else if scalars.first == "\"" {
                    scalars.removeFirst()
                    cell.append("\"")
                } else {
                    quoted = false
                }
            } else if scalar == "\"" {
                quoted = true
            } else if scalar == "," {
                rows[rows.count - 1].append(String(cell))
                cell = .init()
            } else if scalar == "\r", scalars.first == "\n" {
                scalars.removeFirst()
                rows[rows.count - 1].append(String(cell))
                cell = .init()
                if !scalars.isEmpty { rows.append([]) }
            } else {
                cell.append(scalar)
            }
        }
        return rows
    }

    /// The same as objects, by the names of the header.
    public static func objects(_ text: String) -> [[String: String]] {
        let rows = rows(text)
        return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
    }
}
