package changke.storefront;

import changke.pages.Page;

/// The one-time link that makes whoever is signed in the first operator.
record FirstOperatorPage(Front front, String token, boolean refused) implements Page {

  @Override
  public int status() {
    return refused ? 410 : 200;
  }
}
