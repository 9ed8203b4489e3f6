import Testing

@testable import Rendering

@Suite struct ColourTests {
    @Test func theInkOnEveryColourHasAContrastOfAtLeast45() throws {
        for number in stride(from: 0, through: 0xFFFFFF, by: 4099) {
            let hex = "000000\(String(number, radix: 16))".suffix(6)
            let colour = try #require(Colour("#\(hex)"))
            let ratio = colour.contrast(with: colour.ink == "#000000" ? 0 : 1)
            #expect(ratio >= 4.5, "\(hex)")
        }
    }

    @Test func knownContrastsAreThoseOfWCAG() throws {
        #expect(try #require(Colour("#ffffff")).contrast(with: 0) == 21)
        #expect(abs(try #require(Colour("#767676")).contrast(with: 1) - 4.54) < 0.005)
    }

    @Test(arguments: ["", "red", "#fff", "#12345g", "#1234567", "#+12345", "123456#", "#000000;}", nil])
    func anythingButHashAndSixHexDigitsIsNoColour(text: String?) { #expect(Colour(text) == nil) }

    @Test func upperCaseIsReadAndLowerCaseIsWritten() { #expect(Colour("#AbCdEf")?.hex == "#abcdef") }
}
