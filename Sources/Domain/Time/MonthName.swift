/// The names of the months in English.
package enum MonthName {
    /// January first.
    package static let all = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
