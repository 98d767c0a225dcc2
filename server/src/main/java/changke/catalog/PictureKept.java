package changke.catalog;

/// What became of an uploaded picture.
public sealed interface PictureKept {

  record Kept(String hash) implements PictureKept {}

  /// More than 2 MB or more than 4096 pixels a side.
  record TooLarge() implements PictureKept {}

  /// Neither PNG nor JPEG nor WebP, or broken.
  record NotAPicture() implements PictureKept {}
}
