package import Domain

/// Values that are read by names of a closed list, whether they came as members of a JSON object or as parameters of a
/// query: what may come as both is read by one initializer. Each is nil where it was left out.
package protocol NamedValues<Name> {
    associatedtype Name: FieldName

    /// - Throws: `InputError` for anything but text.
    func text(_ name: Name) throws -> String?

    /// Several texts.
    ///
    /// - Throws: `InputError` for anything else.
    func texts(_ name: Name) throws -> [String]?

    /// One of a closed list of words.
    ///
    /// - Throws: `InputError` with the words, for any other.
    func word<Word: FieldName>(_ name: Name, _: Word.Type) throws -> Word?

    /// Several words of a closed list.
    ///
    /// - Throws: `InputError` with the words, for any other.
    func words<Word: FieldName & Hashable>(_ name: Name, _: Word.Type) throws -> [Word]?

    /// A parameter that is true or false.
    ///
    /// - Throws: `InputError` for anything else.
    func flag(_ name: Name) throws -> Bool?

    /// - Throws: `InputError` for what is no UUID.
    func id<Subject>(_ name: Name, of: Subject.Type) throws -> Identifier<Subject>?
}

extension Fields: NamedValues {}

/// A query that is read by names of a closed list; several values of a name have commas between them.
package struct NamedQuery<Name: FieldName>: NamedValues {
    private let query: Query

    /// - Parameter query: with the parameters that the names spell.
    package init(_ query: Query) { self.query = query }

    package func text(_ name: Name) throws -> String? { try query.text(name.rawValue) }

    package func texts(_ name: Name) throws -> [String]? {
        try query.list(name.rawValue)
    }

    package func word<Word: FieldName>(_ name: Name, _: Word.Type) throws -> Word? { try query.word(name.rawValue) }

    package func words<Word: FieldName & Hashable>(_ name: Name, _: Word.Type) throws -> [Word]? {
        try query.words(name.rawValue, Word.self).map(Array.init)
    }

    package func flag(_ name: Name) throws -> Bool? { try query.flag(name.rawValue) }

    package func id<Subject>(_ name: Name, of: Subject.Type) throws -> Identifier<Subject>? {
        try query.id(name.rawValue)
    }
}
