import Domain

/// The calendar in which a form is written.
///
/// Days stand in dozens of sentences, and one that said its day by another calendar would be wrong by a day: so no sentence
/// is given its calendar. Whoever writes a form writes all of it in that of its desk, which came with its values.
enum FormCalendar {
    @TaskLocal static var current = DeskCalendar.standard
}

extension DeskCalendar {
    /// Writes a form.
    func writing<Form>(_ form: () throws -> Form) rethrows -> Form {
        try FormCalendar.$current.withValue(self, operation: form)
    }
}
