package changke.messaging;

/// What is written to somebody: a record whose components are the variables of its template. The
/// record `YourKeyIsHere` is written by `mail/YourKeyIsHere.en.txt` and `….zh.txt`; their first
/// line is the subject, and `{{name}}` stands for the component `name`.
///
/// Never put a card's text into a letter: it carries a signed link instead.
public interface Letter {}
