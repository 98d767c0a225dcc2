package changke.play;

import changke.shared.PersonId;

/// What a person lets others see, under a handle of their own choice. Closed is private.
public record Showcase(
    PersonId person,
    String handle,
    String name,
    boolean open,
    boolean showsStreak,
    boolean showsQuests) {}
