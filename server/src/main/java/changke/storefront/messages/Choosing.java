package changke.storefront.messages;

import changke.messaging.Channel;
import changke.messaging.MessageChoices;
import changke.shared.PersonId;
import changke.storefront.Front;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The page of choices, the same for whoever is signed in and for whoever holds a signed link.
@Component
class Choosing {

  private final MessageChoices choices;

  Choosing(MessageChoices choices) {
    this.choices = choices;
  }

  ChoicesPage page(
      Front front, PersonId person, ZoneId zone, String action, @Nullable String vapid) {
    return new ChoicesPage(
        front,
        action,
        channels(person),
        choices.wanted(person),
        choices.calm(person),
        choices.calmOfHouse(),
        zone,
        vapid,
        vapid == null ? List.of() : choices.said(person));
  }

  /// False when the form is none of ours; nothing is changed then.
  boolean save(
      PersonId person,
      Set<String> ticked,
      String perDay,
      String perWeek,
      String quiet,
      String from,
      String to,
      String how) {
    var form =
        ChoicesForm.read(
            ticked, EnumSet.copyOf(channels(person)), perDay, perWeek, quiet, from, to);
    form.ifPresent(read -> {
      choices.choose(person, read.wanted(), how);
      choices.calm(person, read.calm());
    });
    return form.isPresent();
  }

  private List<Channel> channels(PersonId person) {
    var shown = new ArrayList<>(List.of(Channel.INBOX, Channel.EMAIL, Channel.PUSH));
    if (choices.hasPhone(person)) {
      shown.add(Channel.SMS);
    }
    return shown;
  }
}
