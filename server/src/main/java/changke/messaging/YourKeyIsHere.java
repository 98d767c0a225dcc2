package changke.messaging;

/// An order was delivered; `link` is a signed link that opens it.
public record YourKeyIsHere(String title, String number, String link) implements Letter {}
