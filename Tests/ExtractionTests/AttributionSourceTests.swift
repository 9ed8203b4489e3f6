import Testing

@Suite
struct AttributionSourceTests {
    @Test(arguments: [
        (
            "Jane Roe, a retired diver, said the wreck was empty.",
            "Jane Roe, a retired diver, | said | the wreck was empty"
        ),
        ("Jane Roe, speaking in Calder, said the wreck was empty.", "Jane Roe | said | the wreck was empty"),
        (
            "Jane Roe, the head of the port, a retired diver, said the wreck was empty.",
            "Jane Roe, the head of the port, a retired diver, | said | the wreck was empty"
        ),
        ("In a radio interview Roe said the wreck was empty.", "Roe | said | the wreck was empty"),
        (
            "A study released by the port shows the pier is sinking.",
            "A study released by the port | shows | the pier is sinking"
        ),
        (
            "Nearly two thirds of residents say the pier should stay.",
            "Nearly two thirds of residents | say | the pier should stay"
        ),
        (
            "On Monday, elected officials from both towns said the pier would stay.",
            "elected officials from both towns | said | the pier would stay"
        ),
        ("The WHO said the water was clean.", "The WHO | said | the water was clean"),
        ("Citing high winds, the port said it would close.", "the port | said | it would close"),
    ])
    func theSourceIsTheWholePhraseAndNoMore(text: String, expected: String) {
        #expect(attributions(text).last == expected)
    }

    @Test(arguments: [
        ("According to the port, nobody was hurt.", "the port | According to | nobody was hurt"),
        (
            "According to the port’s director, Jane Roe, nobody was hurt.",
            "the port’s director, Jane Roe | According to | nobody was hurt"
        ),
        (
            "Nobody was hurt, according to Jane Roe, a port official.",
            "Jane Roe, a port official | according to | Nobody was hurt"
        ),
        (
            "Two boats sank, as first reported by The Calder Post.",
            "The Calder Post | first reported by | Two boats sank"
        ),
    ])
    func accordingToOpensClosesOrInterrupts(text: String, expected: String) {
        #expect(attributions(text) == [expected])
    }

    @Test(arguments: [
        ("The plan was criticized by dock workers.", "dock workers | was criticized | The plan"),
        ("The pier is expected to close in May.", "– | is expected | The pier … to close in May"),
        ("Two skippers were accused of fraud.", "– | were accused of | Two skippers … fraud"),
    ])
    func inThePassiveTheSubjectIsContent(text: String, expected: String) { #expect(attributions(text) == [expected]) }

    @Test(arguments: [
        (
            "Residents are increasingly worried about the tide.",
            "Residents | are increasingly worried about | the tide"
        ),
        (
            "Engineers were confident that the pier would hold.",
            "Engineers | were confident | that the pier would hold"
        ),
        (
            "Engineers checked the mayor’s repeated claim that the pier was safe.",
            "the mayor’s | repeated claim | that the pier was safe"
        ),
        (
            "The union has expressed deep concern about the crane.",
            "The union | has expressed deep concern about | the crane"
        ),
        (
            "The port issued a statement saying the pier was safe.",
            "The port | issued a statement saying | the pier was safe"
        ),
    ])
    func adjectivesAndNounsAttributeToo(text: String, expected: String) {
        #expect(attributions(text).contains(expected))
    }

    @Test
    func itIsNobodysViewThatSomethingIsClear() {
        #expect(attributions("It is certain that the pier will close.").isEmpty)
    }
}
