package changke.messaging;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Browsers that show messages although no page is open.
@Component
public class Browsers {

  private static final int MOST = 10;

  private final PushRows rows;
  private final VapidKeys keys;
  private final PushDoor door;
  private final MessageChoices choices;
  private final Ids ids;
  private final Clock clock;

  Browsers(
      PushRows rows, VapidKeys keys, PushDoor door, MessageChoices choices, Ids ids, Clock clock) {
    this.rows = rows;
    this.keys = keys;
    this.door = door;
    this.choices = choices;
    this.ids = ids;
    this.clock = clock;
  }

  /// What a browser subscribes with.
  public String publicKey() {
    return WebPush.text(WebPush.point((ECPublicKey) keys.pair().getPublic()));
  }

  public int count(PersonId person) {
    return rows.count(person);
  }

  /// Takes a subscription as the browser made it, which is a yes to every topic there; false when
  /// it is none: its service is unknown to us, or its keys are no keys.
  @Transactional
  public boolean subscribe(PersonId person, String endpoint, String key, String secret) {
    try {
      var point = WebPush.bytes(key);
      var shared = WebPush.bytes(secret);
      WebPush.publicKey(point);
      if (!door.opensTo(URI.create(endpoint))
          || shared.length != WebPush.SECRET_BYTES
          || rows.count(person) >= MOST) {
        return false;
      }
      rows.add(ids.next(), person, endpoint, point, shared, clock.instant());
      choices.welcome(person, Channel.PUSH, "browser");
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// No browser of this person shows anything any more.
  @Transactional
  public void forget(PersonId person) {
    rows.removeAll(person);
  }
}
