/// Articles of our own writing, in the styles that newsrooms send.
enum Samples {
    /// A scraped page: kicker, headline, standfirst, prompts in the middle, a credit at the end.
    static let harbor = """
        Harbour Notes

        Exclusive: Customs Seized 14 Boats in Night Raid

        Port authorities moved while the fleet slept. Who gave the order?

        A night raid on the fishing harbour of Port Calder ended with 14 boats seized and three skippers in custody, a senior \
        customs official told The Calder Post.

        “We found 2,300 kilos of undeclared catch on the first vessel alone,” the official said, speaking anonymously because \
        he was not authorized to discuss the case publicly. “It was the largest seizure since 1998,” the official added.

        On Monday the Ministry of Fisheries announced that the U.S. had supplied the radar used in the raid. Ministry \
        spokeswoman Lt. Anna B. Moreau said the boats would be auctioned in June.

        Get The Post In Your Inbox!

        Morning Brief

        Start your day with the top stories from The Calder Post.

        By clicking “Subscribe,” you agree to our Terms of Use and Privacy Policy
        Thank You!
        You are now subscribed to the Morning Brief. We will not share your email with anyone.

        According to fishermen in Port Calder, at least two crews were at sea when the raid began. Mayor Tomas Reyes denied \
        that any boat had been damaged. He called the raid “a necessary step.”

        -- with additional reporting by Paula D. Quist
        """
}
