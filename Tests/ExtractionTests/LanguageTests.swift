import Extraction
import Testing

@Suite
struct LanguageTests {
    @Test(arguments: [
        (
            "de",
            "Der Minister hat am Montag gesagt, dass die Zahl der Boote auf 14 gestiegen ist. Die Polizei war nicht im Hafen."
        ),
        (
            "fr",
            "Le ministre a dit lundi que le nombre de bateaux dans le port est de 14. La police n'a pas été sur place."
        ),
        (
            "es",
            "El ministro dijo el lunes que el número de barcos en el puerto es de 14. La policía no estaba en la ciudad."
        ),
        ("ru", "Министр сказал в понедельник, что в порту 14 лодок. Полиция ничего не видела."),
        ("uk", "Міністр сказав у понеділок, що в порту 14 човнів. Поліція нічого не бачила."),
        ("ja", "大臣は月曜日に港には14隻の船があると述べた。警察は何も見なかった。"),
        ("ar", "قال الوزير يوم الاثنين إن في الميناء 14 قاربا. لم تر الشرطة شيئا."),
    ]
    )
    func aTextInAnotherLanguageIsRecognizedSplitAndNotScored(tag: String, text: String) {
        let extraction = Extractor().extract(Document(text: text))
        #expect(extraction.language == tag)
        #expect(!extraction.languageSupported)
        #expect(extraction.claims.isEmpty)
        #expect(extraction.sentences.count == 2)
        #expect(extraction.sentences.allSatisfy { $0.checkWorthiness == .not && $0.score == 0 })
    }

    @Test
    func englishIsScoredAndSoIsATextThatIsTooShortToTell() {
        #expect(Extractor().extract(Document(text: Samples.harbor)).language == "en")
        let short = Extractor().extract(Document(text: "Boats sank Monday."))
        #expect(short.languageSupported)
    }

    @Test
    func theSendersWordCountsUnlessTheTextPlainlySpeaksAnotherLanguage() {
        let german =
            "Der Minister hat am Montag gesagt, dass die Zahl der Boote auf 14 gestiegen ist und die Polizei nicht im Hafen war."
        #expect(Extractor().extract(Document(text: german, language: "en")).language == "de")
        #expect(Extractor().extract(Document(text: Samples.harbor, language: "en-GB")).language == "en-GB")
        #expect(!Extractor().extract(Document(text: "Boats sank.", language: "fi")).languageSupported)
    }
}
