package changke.vault;

/// What became of a file that a merchant sent.
public sealed interface FileKept {

  record Kept(StoredFile file) implements FileKept {}

  /// More than the installation takes.
  record TooLarge(long most) implements FileKept {}

  record Empty() implements FileKept {}
}
