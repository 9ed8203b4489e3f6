import Testing

@testable import Rendering

@Suite struct ColourTests {
    @Test func `the ink on every colour has a contrast of at least 4_5`() throws {
        for number in stride(from: 0, through: 0xFFFFFF, by: 4099) {
            let hex = "000000\(String(number, radix: 16))".suffix(6)
            let colour = try #require(Colour("#\(hex)"))
            let ratio = colour.contrast(with: colour.ink == "#000000" ? 0 : 1)
            #expect(ratio >= 4.5, "\(hex)")
        }
    }

    @Test func `known contrasts are those of WCAG`() throws {
        #expect(try #require(Colour("#ffffff")).contrast(with: 0) == 21)
        #expect(abs(try #require(Colour("#767676")).contrast(with: 1) - 4.54) < 0.005)
    }

    @Test(arguments: ["", "red", "#fff", "#12345g", "#1234567", "#+12345", "123456#", "#000000;}", nil])
    func `anything but hash and six hex digits is no colour`(text: String?) { #expect(Colour(text) == nil) }

    @Test func `upper case is read and lower case is written`() { #expect(Colour("#AbCdEf")?.hex == "#abcdef") }
}
