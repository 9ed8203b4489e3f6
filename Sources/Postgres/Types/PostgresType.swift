/// A Postgres type by its object number, with the number of the array type over it.
/// Source: `pg_type.dat` of the server; the numbers of built-in types never change.
public struct PostgresType: Hashable, Sendable {
    /// The type's number, declared for a bind; 0 lets the server infer the type from the place in the statement.
    public let oid: UInt32
    /// The number of the type's array.
    public let arrayOID: UInt32

    /// A type of your own, or a built-in one that is not named here.
    public init(oid: UInt32, arrayOID: UInt32 = 0) {
        self.oid = oid
        self.arrayOID = arrayOID
    }
}

// The names are Postgres's own.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension PostgresType {
    /// Inferred by the server, and arrays of it too.
    public static let unknown = PostgresType(oid: 0)
    /// Text: inferred by the server where it stands alone (so that a string fits an enum, a date, a `citext`), but
    /// `text[]` as an array, because `unnest($1)` cannot be inferred.
    public static let text = PostgresType(oid: 0, arrayOID: 1009)
    public static let bool = PostgresType(oid: 16, arrayOID: 1000)
    public static let bytea = PostgresType(oid: 17, arrayOID: 1001)
    public static let int8 = PostgresType(oid: 20, arrayOID: 1016)
    public static let int2 = PostgresType(oid: 21, arrayOID: 1005)
    public static let int4 = PostgresType(oid: 23, arrayOID: 1007)
    public static let float8 = PostgresType(oid: 701, arrayOID: 1022)
    public static let date = PostgresType(oid: 1082, arrayOID: 1182)
    public static let timestamptz = PostgresType(oid: 1184, arrayOID: 1185)
    public static let numeric = PostgresType(oid: 1700, arrayOID: 1231)
    public static let uuid = PostgresType(oid: 2950, arrayOID: 2951)
    public static let jsonb = PostgresType(oid: 3802, arrayOID: 3807)

    /// Names for messages, with the elements of arrays.
    static let known: [UInt32: (name: String, element: UInt32)] = [
        16: ("bool", 0), 17: ("bytea", 0), 20: ("int8", 0), 21: ("int2", 0), 23: ("int4", 0), 25: ("text", 0),
        114: ("json", 0), 700: ("float4", 0), 701: ("float8", 0), 1042: ("bpchar", 0), 1043: ("varchar", 0),
        1082: ("date", 0), 1083: ("time", 0), 1114: ("timestamp", 0), 1184: ("timestamptz", 0),
        1186: ("interval", 0), 1700: ("numeric", 0), 2950: ("uuid", 0), 3802: ("jsonb", 0),
        199: ("json[]", 114), 1000: ("bool[]", 16), 1001: ("bytea[]", 17), 1005: ("int2[]", 21), 1007: ("int4[]", 23),
        1009: ("text[]", 25), 1014: ("bpchar[]", 1042), 1015: ("varchar[]", 1043), 1016: ("int8[]", 20),
        1021: ("float4[]", 700), 1022: ("float8[]", 701), 1115: ("timestamp[]", 1114), 1182: ("date[]", 1082),
        1185: ("timestamptz[]", 1184), 1231: ("numeric[]", 1700), 2951: ("uuid[]", 2950), 3807: ("jsonb[]", 3802),
    ]
}
