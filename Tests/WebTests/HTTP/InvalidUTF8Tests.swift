import Testing

@testable import Web

struct InvalidUTF8Tests {
    @Test(
        arguments: [
            ([0x61, 0xFF], 1), ([0xC3], 0), ([0xE2, 0x82, 0xAC, 0xC0, 0x80], 3), ([0xED, 0xA0, 0x80], 0),
            ([0x61, 0x62], nil),
        ] as [([UInt8], Int?)])
    func findsWhereTextStopsBeingUTF8(bytes: [UInt8], offset: Int?) {
        #expect(InvalidUTF8.offset(in: bytes) == offset)
    }
}
