package changke.messaging;

import changke.shared.PersonId;
import java.util.Optional;

/// Who is behind an id; whoever keeps the people answers it.
public interface Contacts {

  /// Empty for somebody who never was or who left.
  Optional<Contact> find(PersonId person);
}
