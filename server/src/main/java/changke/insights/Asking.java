package changke.insights;

import changke.activity.Identities;
import changke.audience.Choices;
import changke.audience.Profiles;
import changke.audience.Segments;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Asking people and taking answers. Having been shown something is noted before the page shows it;
/// an answer is one row for each time of asking, whoever sends it how often.
@Component
public class Asking {

  private final Surveys surveys;
  private final SurveyRows rows;
  private final AskRows asks;
  private final SurveyTokens tokens;
  private final SurveyFacts facts;
  private final Identities identities;
  private final Segments segments;
  private final Profiles profiles;
  private final Choices choices;
  private final Ids ids;
  private final Clock clock;

  Asking(
      Surveys surveys,
      SurveyRows rows,
      AskRows asks,
      SurveyTokens tokens,
      SurveyFacts facts,
      Identities identities,
      Segments segments,
      Profiles profiles,
      Choices choices,
      Ids ids,
      Clock clock) {
    this.surveys = surveys;
    this.rows = rows;
    this.asks = asks;
    this.tokens = tokens;
    this.facts = facts;
    this.identities = identities;
    this.segments = segments;
    this.profiles = profiles;
    this.choices = choices;
    this.ids = ids;
    this.clock = clock;
  }

  /// What a page asks somebody now, if anything; it counts as shown from here on.
  ///
  /// @param identity of the browser, of a guest's order, or of `person`
  /// @param person empty for a guest
  @Transactional
  public Optional<SurveyAsk> inPage(Survey.Place place, UUID identity, Optional<PersonId> person) {
    var here = surveys.running(place);
    if (here.isEmpty()) {
      return Optional.empty();
    }
    asks.alone(identities.root(identity));
    var now = clock.instant();
    var family = family(identity);
    var past = asks.past(family);
    var mine = here.stream().filter(survey -> isFor(survey, identity, place == Survey.Place.ORDER));
    return switch (SurveyRules.next(mine.toList(), past, now)) {
      case SurveyRules.Next.Again again -> asks.lock(again.ask()).flatMap(this::ask);
      case SurveyRules.Next.Fresh fresh ->
          ask(open(fresh.survey(), SurveyAsk.Way.PAGE, identity, value(person), now));
      case SurveyRules.Next.Nothing nothing -> Optional.empty();
    };
  }

  private Set<UUID> family(UUID identity) {
    var family = new HashSet<>(identities.family(identity));
    family.add(identity);
    return family;
  }

  /// Who switched personalisation off is in no segment and asked nothing that depends on what they
  /// did; the page of an order asks about that order.
  private boolean isFor(Survey survey, UUID identity, boolean bought) {
    if (survey.group() == Survey.Group.SEGMENT) {
      return segments.of(profiles.root(identity)).containsKey(survey.segment());
    }
    return bought
        || (choices.of(new PersonId(identity)).personal()
            && profiles.find(identity).map(profile -> profile.orders() > 0).orElse(false));
  }

  private static @Nullable UUID value(Optional<PersonId> person) {
    return person.map(PersonId::value).orElse(null);
  }

  private AskRows.Row open(
      Survey survey,
      SurveyAsk.Way way,
      @Nullable UUID identity,
      @Nullable UUID person,
      Instant now) {
    var id = ids.next();
    asks.insert(id, survey, way, identity, person, now);
    var row = asks.lock(id).orElseThrow();
    facts.asked(survey, row);
    return row;
  }

  private Optional<SurveyAsk> ask(AskRows.Row row) {
    return rows.find(row.survey(), row.version())
        .map(survey ->
            new SurveyAsk(
                row.id(),
                tokens.of(row.id()),
                survey,
                row.way(),
                row.identity(),
                row.askedAt(),
                row.dismissedAt(),
                row.answer(),
                row.answeredAt()));
  }

  /// A link for one person that works without signing in; empty when the survey asks nobody by
  /// link, has ended, or asked this person lately. Making it counts as sent.
  @Transactional
  public Optional<String> invite(UUID survey, PersonId person) {
    var found =
        surveys.running(Survey.Place.LINK).stream()
            .filter(one -> one.id().equals(survey))
            .findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    asks.alone(identities.root(person.value()));
    var now = clock.instant();
    return SurveyRules.mayAsk(found.get(), asks.past(family(person.value())), now)
            && isFor(found.get(), person.value(), false)
        ? Optional.of(
            tokens.of(
                open(found.get(), SurveyAsk.Way.LINK, person.value(), person.value(), now).id()))
        : Optional.empty();
  }

  /// What a token asks; empty when we did not make it.
  @Transactional
  public Optional<SurveyAsk> opened(String token) {
    return tokens.ask(token).flatMap(asks::lock).flatMap(this::ask);
  }

  /// Whether an answer to it would still count.
  public boolean isOpen(SurveyAsk ask) {
    return ask.isOpen(clock.instant())
        && (ask.isAnswered() || !ask.survey().isOver(surveys.today()));
  }

  /// Takes or changes the answer of whoever holds the token.
  @Transactional
  public Answering answer(String token, SurveyAnswer answer) {
    var row = tokens.ask(token).flatMap(asks::lock);
    if (row.isEmpty()) {
      return new Answering.Unknown();
    }
    var asked = row.get();
    var survey = rows.find(asked.survey(), asked.version()).orElseThrow();
    var now = clock.instant();
    return SurveyRules.refused(
            survey, asked.askedAt(), asked.answeredAt(), answer, now, surveys.today())
        .orElseGet(() -> take(survey, asked, answer, now));
  }

  private Answering take(Survey survey, AskRows.Row asked, SurveyAnswer answer, Instant now) {
    asks.answer(asked.id(), answer, now);
    if (asked.answeredAt() == null) {
      facts.answered(survey, asked, answer, now);
    }
    return new Answering.Done(asked.id(), tokens.of(asked.id()));
  }

  /// Puts a question aside; after an answer it changes nothing.
  @Transactional
  public boolean dismiss(String token) {
    return tokens.ask(token).map(ask -> asks.dismiss(ask, clock.instant())).orElse(false);
  }

  /// What the open link of a survey asks; empty when it asks nobody by link or does not run.
  public Optional<Survey> open(UUID survey) {
    return surveys.running(Survey.Place.LINK).stream()
        .filter(one -> one.id().equals(survey))
        .filter(one -> one.group() == Survey.Group.BUYERS)
        .findFirst();
  }

  /// Takes an answer from whoever came by the open link.
  @Transactional
  public Answering answerOpen(UUID id, SurveyAnswer answer) {
    var survey = open(id);
    if (survey.isEmpty()) {
      return new Answering.Over();
    }
    return answer.fits(survey.get())
        ? takeFresh(survey.get(), SurveyAsk.Way.OPEN, answer)
        : new Answering.Unfit();
  }

  private Answering takeFresh(Survey survey, SurveyAsk.Way way, SurveyAnswer answer) {
    var now = clock.instant();
    return take(survey, open(survey, way, null, null, now), answer, now);
  }

  /// The question on the way out, if there is one.
  public Optional<Survey> leaving() {
    return surveys.running(Survey.Place.LEAVING).stream().findFirst();
  }

  /// Notes that somebody who was asked left, with the answer when it is one. Nobody's name is kept
  /// with it, and no answer keeps anybody from leaving.
  @Transactional
  public void left(UUID id, SurveyAnswer answer) {
    var survey = leaving().filter(one -> Objects.equals(one.id(), id));
    if (survey.isPresent() && answer.fits(survey.get())) {
      takeFresh(survey.get(), SurveyAsk.Way.LEAVING, answer);
    } else if (survey.isPresent()) {
      open(survey.get(), SurveyAsk.Way.LEAVING, null, null, clock.instant());
    }
  }

  /// Links for the next people who may be asked, at most so many.
  @Transactional
  public List<Invited> inviteNext(UUID survey, List<PersonId> people, int most) {
    return people.stream()
        .map(person -> invite(survey, person).map(token -> new Invited(person, token)))
        .flatMap(Optional::stream)
        .limit(most)
        .toList();
  }

  /// Somebody with a link.
  public record Invited(PersonId person, String token) {}
}
