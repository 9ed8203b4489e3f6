import Extraction
import Foundation
import Testing

@Suite("Evaluation")
struct EvaluationTests {
    @Test("Counts give precision, recall and their mean")
    func counts() {
        let counts = Counts(gold: Set([1, 2, 3, 4]), found: Set([3, 4, 5]))
        #expect(counts == Counts(right: 2, wrong: 1, missed: 2))
        let precision = counts.precision
        #expect((0.666...0.667).contains(precision))
        #expect(counts.recall == 0.5)
        let mean = counts.f1
        #expect((0.571...0.572).contains(mean))
        #expect(Counts().f1 == 0)
    }

    @Test("The end of a block is no boundary to find")
    func boundaries() {
        #expect(
            Evaluation.boundaries(gold: [5, 9, 20], found: [5, 12, 20], end: 20)
                == Counts(right: 1, wrong: 1, missed: 1)
        )
    }

    @Test("Average precision is the mean of the precision at each positive rank")
    func averagePrecision() {
        let ranked: [(score: Double, isPositive: Bool)] = [(0.9, true), (0.8, false), (0.7, true)]
        let precision = Evaluation.averagePrecision(ranked)
        #expect((0.833...0.834).contains(precision))
        #expect(Evaluation.averagePrecision([(0.1, false)]) == 0)
    }

    @Test("Attributions are compared exactly and by overlap")
    func attributions() {
        func range(_ start: Int, _ end: Int) -> TextRange { TextRange(start: start, end: end) }
        let gold = GoldAttribution(source: [range(0, 4)], cue: [range(5, 9)], content: [range(10, 30)])
        let found = Attribution(source: range(0, 4), cue: range(5, 9), content: [range(10, 28)], quotation: .indirect)
        let figures = Evaluation.attributions(gold: [gold], found: [found])
        #expect(figures.source.right == 1)
        #expect(figures.content == Counts(right: 0, wrong: 1, missed: 1))
        #expect(figures.contentFound == 1)
        #expect(figures.bothFound == 1)
    }

    @Test("Brat's standoff is read, with parts in several ranges and numbered contents")
    func brat() throws {
        let text = """
            T1\tSource 0 3\tSam
            T2\tCue 4 8\tsaid
            T3\tContent 9 12;14 20\tthe rest
            T4\tContent 22 24\tof
            E1\tAttribution:T9 Content:T3 Content2:T4 Cue:T2 Source:T1
            A1\tnothing
            """
        let one = try #require(GoldAttribution.read(brat: text).first)
        #expect(one.source == [TextRange(start: 0, end: 3)])
        #expect(one.content.map(\.start) == [9, 14, 22])
    }

    @Test("Labels are read from JSON, alone or where readers disagreed")
    func gold() throws {
        let json = """
            {"article":"a.txt","title":"T","publishedAt":"2020-01-01","sentences":[
            {"start":0,"end":5,"role":"body","checkworthy":"minor","claimant":"Sam Roe","kind":"named"},
            {"start":6,"end":9,"role":["headline","kicker"],"checkworthy":null,"claimant":["police",null],"kind":["anonymous",null]}]}
            """
        let gold = try JSONDecoder().decode(GoldArticle.self, from: Data(json.utf8))
        #expect(gold.sentences[0].checkWorthiness == .minor)
        #expect(gold.sentences[0].isAnonymous == false)
        #expect(gold.sentences[1].roles == [.headline, .kicker])
        #expect(gold.sentences[1].claimants == ["police"])
        #expect(gold.labelled(text: "Hello text").labels.count == 1)
    }

    @Test("Comma-separated lines are read with quotation marks in them")
    func csv() throws {
        let lines = try #require(
            LabelledLine.read(csv: "id,label,text\r\n1,important,\"He said \"\"no\"\", twice\"\n2,odd,x\n3,not,Well\n")
        )
        #expect(lines.map(\.text) == ["He said \"no\", twice", "Well"])
        #expect(lines.map(\.checkWorthiness) == [.important, .not])
        #expect(LabelledLine.read(csv: "a,b\n1,2") == nil)
    }

    @Test("An article's figures count roles, claimants and what stands at the top")
    func article() throws {
        let text =
            "Harbour closed\n\nThe mayor, Tomas Reyes, said 14 boats sank in 2015.\n\nSign up for our newsletter today."
        let extraction = Extractor().extract(Document(text: text, language: "en"))
        let json = """
            [{"start":0,"end":14,"role":"headline"},
            {"start":16,"end":67,"role":"body","checkworthy":"important","claimant":"the mayor, Tomas Reyes","kind":"named"},
            {"start":69,"end":102,"role":"boilerplate","checkworthy":"not"}]
            """
        let figures = ArticleFigures(
            gold: try JSONDecoder().decode([GoldSentence].self, from: Data(json.utf8)),
            extraction: extraction
        )
        #expect(figures.boilerplate == Counts(right: 1))
        #expect(figures.bodyLost == 0)
        #expect(figures.importantAtTop == 1)
        #expect(figures.claimantsRight == 1)
        #expect(figures.anonymityRight == 1)
        #expect(figures.averagePrecision == 1)
    }
}
