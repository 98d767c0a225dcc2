package changke.audience;

import changke.engine.value.RfmScore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a person or a merchant as of a local day.
///
/// @param person the identity that stands for all of the person's: a person of the house when one
///   of them signed up, else a browser or somebody whom a program told of
/// @param member whether `person` signed up here
/// @param acts how often anything was done, `activeDays` on how many days
/// @param orders paid ones, also those given back later
/// @param netMinor money of orders net of what was given back, in minor units of `currency`
/// @param stage null for who switched personalisation off, and `rfm` also for who never ordered
public record Profile(
    UUID person,
    Unit unit,
    boolean member,
    Instant firstAt,
    Instant lastAt,
    long acts,
    int activeDays,
    int orders,
    long netMinor,
    @Nullable String currency,
    @Nullable LocalDate lastOrder,
    @Nullable Stage stage,
    @Nullable LocalDate stageSince,
    @Nullable RfmScore rfm,
    LocalDate asOf) {}
