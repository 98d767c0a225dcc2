package changke.backoffice;

import changke.messaging.SentLetter;
import changke.pages.Page;
import changke.shared.Slice;

/// The delivery log. Without a mail server it is the development mailbox.
record LettersPage(Slice<SentLetter> letters, boolean texts) implements Page {}
