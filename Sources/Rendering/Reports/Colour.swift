import Domain
import Foundation

/// A rating's colour, and the ink that can be read on it.
struct Colour: Equatable {
    /// Stands in for a rating without a colour, or with one that is not `#rrggbb`.
    static let neutral = Colour("#5c6670") ?? Colour(red: 0, green: 0, blue: 0)

    private let red: UInt8
    private let green: UInt8
    private let blue: UInt8

    private init(red: UInt8, green: UInt8, blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// Reads `#rrggbb`, the only form that is put into a style sheet; nil for anything else.
    init?(_ text: String?) {
        guard let text, text.utf8.count == 7, text.utf8.first == UInt8(ascii: "#"),
            let number = UInt32(text.dropFirst(), radix: 16), !text.contains("+"), !text.contains("-")
        else { return nil }
        red = UInt8(truncatingIfNeeded: number >> 16)
        green = UInt8(truncatingIfNeeded: number >> 8)
        blue = UInt8(truncatingIfNeeded: number)
    }

    var hex: String { "#\([red, green, blue].hexadecimal)" }

    /// Black or white, whichever stands out more: at least 4.58 to 1 on any colour (WCAG 2.2 asks 4.5).
    var ink: String { contrast(with: 0) >= contrast(with: 1) ? "#000000" : "#ffffff" }

    /// WCAG 2.2's contrast ratio with a grey of that relative luminance (0 black, 1 white).
    func contrast(with luminance: Double) -> Double {
        let (dark, light) = (min(luminance, self.luminance), max(luminance, self.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    /// WCAG 2.2's relative luminance.
    private var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
