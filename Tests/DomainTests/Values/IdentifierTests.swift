import Chance
import Domain
import Foundation
import Samples
import Testing

@Suite struct IdentifierTests {
    @Test func versionAndVariantStandWhereRFC9562HasThemWhateverTheRandomBits() {
        for (high, low) in [(UInt64.min, UInt64.min), (.max, .max), (0x1234_5678, 0xFEDC_BA98_7654_3210)] {
            for milliseconds in [UInt64(0), 1_795_361_462_417, 0xFFFF_FFFF_FFFF] {
                let bytes = UUID.version7(milliseconds: milliseconds, high: high, low: low).uuid
                #expect(bytes.6 >> 4 == 7)
                #expect(bytes.8 >> 6 == 0b10)
                let time = [bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5].reduce(0) { $0 << 8 | UInt64($1) }
                #expect(time == milliseconds)
            }
        }
    }

    @Test func theExampleOfRFC9562ComesOut() {
        // Appendix A.6: 2022-02-22 14:22:22 UTC-5, rand_a CC3, rand_b 18C4DC0C0C07398F.
        let id = UUID.version7(milliseconds: 0x017F_22E2_79B0, high: 0xCC3, low: 0x18C4_DC0C_0C07_398F)
        #expect(id.uuidString == "017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    }

    @Test func idsSortByAge() {
        var random = SplitMix64(seed: 7)
        let times = (0..<200).map { UInt64($0 * 37 + 1_795_361_462_000) }
        let ids = times.map { UUID.version7(milliseconds: $0, high: random.next(), low: random.next()).uuidString }
        #expect(ids == ids.sorted())
    }

    @Test func bothCasesAreReadAndTheLowerOneIsWritten() throws {
        let text = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
        #expect(try #require(Claim.ID(text)).description == text)
        #expect(Claim.ID(text) == Claim.ID(text.uppercased()))
    }

    @Test(arguments: [
        "", "1", "017f22e279b07cc398c4dc0c0c07398f", "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
        " 017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f ",
        "017f22e2-79b0-7cc3-98c4dc0c-0c07398f",
        "+17f22e2-79b0-7cc3-98c4-dc0c0c07398f", "0x7f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4-dc0c0c0739８", "017f22e2-79b0-7cc3-98c4-dc0c0c07398\u{0}",
        "017f22e2_79b0_7cc3_98c4_dc0c0c07398f",
    ])
    func whatIsNoIdIsNone(text: String) { #expect(Claim.ID(text) == nil) }

    @Test func anIdIsAPlainTextInJSON() throws {
        let id = Claim.ID.sample(3)
        let data = try JSONEncoder().encode([id])
        #expect(String(decoding: data, as: UTF8.self).lowercased() == "[\"\(id)\"]")
        #expect(try JSONDecoder().decode([Claim.ID].self, from: data) == [id])
    }
}
