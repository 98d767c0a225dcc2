package changke.merchants;

import java.util.List;

/// What became of an application when it was handed in.
public sealed interface Applied {

  record Waiting(Application application) implements Applied {}

  /// This person has an open application already.
  record AlreadyWaiting(Application application) implements Applied {}

  /// Another shop has this address.
  record SlugTaken() implements Applied {}

  record Unfit(List<String> fields) implements Applied {}
}
