import ArgumentParser
import Testing

@testable import claimdesk

struct RemovalOutputTests {
    @Test func theListTellsWhoTookWhatOffAndEscapesIt() {
        let removal = Shapes.Removal(
            id: "0198c2f1", words: "Ina\u{1b}[31m Calder", reason: "An order.", removedBy: .init(name: "Ed"),
            removedAt: "2026-03-03T10:00:00.000Z", liftedAt: nil)
        let text = RemovalCommand.List.text([removal], width: 80)
        #expect(!text.contains("\u{1b}"))
        for part in ["Calder", "An order.", "by Ed", "0198c2f1"] { #expect(text.contains(part)) }
        #expect(!text.contains("Put back"))
    }

    @Test func otherFormsThatStillStandAreNamed() {
        var removal = Shapes.Removal(
            id: "0198c2f1", words: "Ina Calder", reason: "An order.", removedBy: .init(name: "Ed"),
            removedAt: "2026-03-03T10:00:00.000Z", liftedAt: nil)
        #expect(RemovalCommand.Add.text(removal) == "Off every public form: Ina Calder. Removal 0198c2f1.\n")
        removal.alsoStands = [.init(words: "Ina Calders\u{1b}[1m", texts: 2)]
        let text = RemovalCommand.Add.text(removal)
        #expect(text.contains("Ina Calders") && text.contains("(in 2 texts)") && !text.contains("\u{1b}"))
    }

    @Test func changedIsNoticedAndNotSaid() {
        #expect(throws: (any Error).self) {
            try ClaimAppearanceCommand.parse(["01890a5d-ac96-774b-bcce-b302099a8057", "changed"])
        }
        #expect(throws: Never.self) {
            try ClaimAppearanceCommand.parse(["01890a5d-ac96-774b-bcce-b302099a8057", "removed"])
        }
    }
}
