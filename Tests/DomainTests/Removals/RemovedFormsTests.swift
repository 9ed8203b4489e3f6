import Domain
import Testing

/// Which other forms of removed words are told.
@Suite struct RemovedFormsTests {
    private func forms(of words: String, in texts: String...) -> [String] {
        var forms = RemovedForms(of: words)
        for text in texts { forms.look(in: text) }
        return forms.all.map { "\($0.words) \($0.texts)" }
    }

    @Test func otherEndingsAndJoinedBeginningsAreTold() {
        #expect(
            forms(
                of: "Ina Müller", in: "Ina Müllers wall, INA MÜLLERS", "Ina  Müllers", "Ina Müller", "Ina Müllerin",
                "Ira Müllers")
                == ["Ina Müllers 2", "Ina Müllerin 1"])
        #expect(
            forms(of: "Anna Kowalska", in: "o Annie Kowalskiej i Annę Kowalską") == [
                "Annie Kowalskiej 1", "Annę Kowalską 1",
            ])
        #expect(forms(of: "דוד לוי", in: "הוא אמר לדוד לוי") == ["לדוד לוי 1"])
    }

    @Test func whatIsRemovedOrSomethingElseIsNot() {
        #expect(forms(of: "Ina Müller", in: "Ina Müller", "INA **MULLER**", "Müllers", "", "Ina Müllerstrasse") == [])
        #expect(forms(of: "Li", in: "Liberal") == [])
    }
}
