import Domain
import Samples
import Testing

@Suite struct AgreementStatisticsTests {
    /// Rows of observers, one character a unit, a dot for a missing value, as counts of values a unit.
    private func units(_ observers: [String], _ alphabet: String) -> [[Int]] {
        let rows = observers.map(Array.init)
        return (0..<(rows.first?.count ?? 0)).map { unit in
            alphabet.map { value in rows.count { $0[unit] == value } }
        }
    }

    private func isNear(_ value: Double?, _ wanted: Double) -> Bool { value.map { abs($0 - wanted) < 0.0005 } ?? false }

    // Krippendorff 2011, example C: four observers, twelve units, missing data.
    private var fourObservers: [[Int]] {
        units(["123321412...", "1233224125.3", ".3332342251.", "12332441251."], "12345")
    }

    @Test(arguments: [
        (AgreementStatistics.Metric.nominal, 0.743), (.ordinal, 0.815), (.interval, 0.849),
    ])
    func fourObserversTwelveUnitsMissingDataKrippendorff2011CAndD(
        metric: AgreementStatistics.Metric, alpha: Double
    ) {
        let result = AgreementStatistics(units: fourObservers, metric: metric, raters: 4)
        #expect(isNear(result.alpha, alpha), "\(String(describing: result.alpha))")
        #expect(result.undefined == nil)
        // The twelfth unit has one value, which has nothing to be paired with.
        #expect(result.units == 11 && result.values == 40 && result.raters == 4)
    }

    @Test func twoObserversBinaryDataKrippendorff2011A() {
        let data = units(["0100000010", "1110010000"], "01")
        let result = AgreementStatistics(units: data, metric: .nominal)
        #expect(isNear(result.alpha, 0.095), "\(String(describing: result.alpha))")
        #expect(isNear(result.observedAgreement, 0.6))
        // With two places all metrics are one.
        #expect(isNear(AgreementStatistics(units: data, metric: .ordinal).alpha, 0.095))
        #expect(isNear(AgreementStatistics(units: data, metric: .interval).alpha, 0.095))
    }

    @Test func twoObserversNominalDataKrippendorff2011B() {
        let result = AgreementStatistics(units: units(["aabbdcccedda", "babbbccceddd"], "abcde"), metric: .nominal)
        #expect(isNear(result.alpha, 0.692), "\(String(describing: result.alpha))")
        #expect(isNear(result.observedAgreement, 0.75))
        #expect(result.units == 12 && result.values == 24)
    }

    @Test func perfectAgreementIs1AndAlwaysDifferingIsBelow0() {
        for metric in AgreementStatistics.Metric.allCases {
            #expect(AgreementStatistics(units: [[2, 0], [0, 3], [2, 0]], metric: metric).alpha == 1)
            // By hand: every pair differs, and of 30 ordered pairs of the six values 18 would: 1 − 1 / 0.6.
            #expect(isNear(AgreementStatistics(units: [[1, 1], [1, 1], [1, 1]], metric: metric).alpha, -2.0 / 3))
        }
    }

    @Test(arguments: AgreementStatistics.Metric.allCases)
    func whereNothingCanBeComparedThereIsNoAlpha(metric: AgreementStatistics.Metric) {
        for data in [[], [[]], [[1, 0], [0, 1]], [[0, 0]]] as [[[Int]]] {
            let result = AgreementStatistics(units: data, metric: metric)
            #expect(result.alpha == nil && result.undefined == .nothingToPair && result.observedAgreement == nil)
            #expect(result.units == 0 && result.values == 0)
        }
        let same = AgreementStatistics(units: [[0, 2], [0, 3], [1]], metric: metric)
        #expect(same.alpha == nil && same.undefined == .noVariation && same.observedAgreement == 1)
        #expect(same.units == 2 && same.values == 5)
    }

    @Test func outcomesOffTheScaleAreMissingOrCategoriesOfTheirOwn() {
        let (yes, no, off) = (Rating.sixPoints[0], Rating.sixPoints[4], Rating.sixPoints[6])
        let reviews = [[yes, yes], [no, no], [off, off], [yes, off]]
        let nominal = AgreementStatistics(of: reviews, on: Rating.sixPoints, metric: .nominal)
        #expect(nominal.units == 4 && nominal.values == 8)
        #expect(isNear(nominal.observedAgreement, 0.75))
        let ordinal = AgreementStatistics(of: reviews, on: Rating.sixPoints, metric: .ordinal)
        #expect(ordinal.units == 2 && ordinal.values == 4 && ordinal.alpha == 1)
    }

    @Test func clientsSeeTheFiguresAndWhyThereAreNone() {
        #expect(
            AgreementStatistics(units: [[2], [2]], metric: .ordinal, raters: 2).json.text()
                == #"{"metric":"ordinal","alpha":null,"undefined":"noVariation","observedAgreement":1.0,"#
                + #""units":2,"values":4,"raters":2}"#)
    }
}
