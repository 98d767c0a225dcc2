package changke.messaging;

import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What somebody wants to be told, where, how often and when. It is asked whenever something is
/// decided; nothing of it is kept elsewhere.
@Component
public class MessageChoices {

  /// Names the words that people say yes to; new words get a new name.
  public static final String WORDING = "2026-11";

  private static final int MOST_WORDS = 200;

  private final ConsentRows consents;
  private final CalmRows calms;
  private final HouseRows house;
  private final PhoneRows phones;
  private final Clock clock;

  MessageChoices(
      ConsentRows consents, CalmRows calms, HouseRows house, PhoneRows phones, Clock clock) {
    this.consents = consents;
    this.calms = calms;
    this.house = house;
    this.phones = phones;
    this.clock = clock;
  }

  /// Something that a person once said, and to which words, how and when.
  public record Word(
      Channel channel, Topic topic, boolean given, String wording, String how, Instant at) {}

  /// The topics that come on each channel.
  public Map<Channel, Set<Topic>> wanted(PersonId person) {
    var said = consents.of(person);
    var wanted = new EnumMap<Channel, Set<Topic>>(Channel.class);
    for (var channel : Channel.values()) {
      var topics = EnumSet.noneOf(Topic.class);
      for (var topic : Topic.values()) {
        if (said.getOrDefault(channel, Map.of()).getOrDefault(topic, channel == Channel.INBOX)) {
          topics.add(topic);
        }
      }
      wanted.put(channel, topics);
    }
    return wanted;
  }

  /// Sets every cell of these channels: what is not wanted is said no to.
  @Transactional
  public void choose(PersonId person, Map<Channel, Set<Topic>> wanted, String how) {
    var before = wanted(person);
    var words = new ArrayList<ConsentRows.Said>();
    wanted.forEach((channel, topics) -> {
      for (var topic : Topic.values()) {
        var given = topics.contains(topic);
        if (before.getOrDefault(channel, Set.of()).contains(topic) != given) {
          words.add(new ConsentRows.Said(channel, topic, given));
        }
      }
    });
    consents.say(person, words, WORDING, how, clock.instant());
  }

  /// No more of this on this channel.
  @Transactional
  public void stop(PersonId person, Channel channel, Set<Topic> topics, String how) {
    consents.say(
        person,
        topics.stream().map(topic -> new ConsentRows.Said(channel, topic, false)).toList(),
        WORDING,
        how,
        clock.instant());
  }

  /// Yes to everything on this channel.
  @Transactional
  public void welcome(PersonId person, Channel channel, String how) {
    choose(person, Map.of(channel, EnumSet.allOf(Topic.class)), how);
  }

  /// The newest words first.
  public List<Word> said(PersonId person) {
    return consents.said(person, MOST_WORDS);
  }

  /// What the person chose; where nothing, it is not set.
  public Calm calm(PersonId person) {
    return calms.of(person).orElse(Calm.NOT_SET);
  }

  /// What is in force for the person.
  public Calm calmInForce(PersonId person) {
    return calm(person).or(house.read().calm()).or(Calm.BUILT_IN);
  }

  /// What is in force where a person chose nothing.
  public Calm calmOfHouse() {
    return house.read().calm().or(Calm.BUILT_IN);
  }

  public void calm(PersonId person, Calm calm) {
    calms.write(person, calm, clock.instant());
  }

  /// Whether text messages can reach the person at all.
  public boolean hasPhone(PersonId person) {
    return phones.verified(person).isPresent();
  }
}
