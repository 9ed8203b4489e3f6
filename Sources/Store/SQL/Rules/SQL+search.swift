import Postgres

// The form in which texts are compared when somebody looks for words is the database's own (`search_form`), for those who
// look and for what they find alike: small letters, without accents.
extension SQL {
    /// A text has some words in it, whatever their case and accents.
    static func has(_ words: SQL, in text: SQL) -> SQL {
        "position(search_form(\(words)) IN search_form(\(text))) > 0"
    }
}
