package changke.storefront.privacy;

import changke.audience.Choice;
import changke.audience.Profile;
import changke.audience.Profiles;
import changke.identity.Person;
import changke.pages.Page;
import changke.storefront.Front;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is stored about the reader, and the choices.
///
/// @param segments names of the groups that the reader is in
record PrivacyPage(
    Front front,
    Person person,
    Choice choice,
    @Nullable Profile profile,
    Profiles.Knowledge known,
    List<String> segments)
    implements Page {}
