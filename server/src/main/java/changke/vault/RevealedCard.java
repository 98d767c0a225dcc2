package changke.vault;

/// A card with its text. Nothing but a page for the one who may read it, or a mail that was wished
/// for, is made of it; printing it hides the text.
public record RevealedCard(CardId id, String text) {

  @Override
  public String toString() {
    return "RevealedCard[" + id + ", text hidden]";
  }
}
