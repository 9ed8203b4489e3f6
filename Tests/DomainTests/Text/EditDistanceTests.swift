import Domain
import Testing

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("saturday", "sunday", 3), ("stauts", "status", 2),
        ("harbour", "harbour", 0), ("harbour", "harbor", 1), ("ab", "ba", 2), ("port", "prot", 2), ("same", "same", 0),
        ("Abc", "abc", 1), ("é", "e", 2),
    ])
    func countsTheFewestEdits(left: String, right: String, distance: Int) {
        #expect(EditDistance.between(left, right) == distance)
        #expect(EditDistance.between(right, left) == distance)
    }
}
