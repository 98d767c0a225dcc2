package changke.pages;

/// What a page shows; the template that draws it is found by the record's package and name.
public interface Page {

  /// The HTTP status that the page is sent with.
  default int status() {
    return 200;
  }
}
