package changke.vault;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.shared.Ids;
import changke.shared.PersonId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@HouseTest
class KeyRotationTest {

  @Autowired KeyRotation rotation;
  @Autowired Vault vault;
  @Autowired Keyring keyring;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  @Test
  void cards_move_under_the_new_key_and_read_the_same() {
    var shelf = Shelf.fresh(keyring, jdbc, ids);
    var first = shelf.put("FIRST").getFirst();
    shelf.put(1_200);
    var old = keyring.sealer(shelf.merchant()).key();

    rotation.renew(shelf.merchant());
    var later = shelf.put("LATER").getFirst();
    assertThat(under(shelf, old)).isEqualTo(1_201);
    rotation.rotate();

    assertThat(under(shelf, old)).isZero();
    assertThat(text(shelf, first)).isEqualTo("FIRST");
    assertThat(text(shelf, later)).isEqualTo("LATER");
  }

  @Test
  void duplicates_are_still_recognised_after_a_rotation() {
    var shelf = Shelf.fresh(keyring, jdbc, ids);
    var before = keyring.sealer(shelf.merchant()).mark("same");
    rotation.renew(shelf.merchant());
    assertThat(keyring.sealer(shelf.merchant()).mark("same")).isEqualTo(before);
  }

  @Test
  void a_retired_key_is_kept_until_no_running_import_can_need_it() {
    var shelf = Shelf.fresh(keyring, jdbc, ids);
    shelf.put("X");
    var old = keyring.sealer(shelf.merchant()).key();
    rotation.renew(shelf.merchant());
    rotation.rotate();
    assertThat(known(old)).isTrue();
    jdbc.sql(
            "UPDATE vault.merchant_key SET retired_at = retired_at - interval '8 days' WHERE id = :id")
        .param("id", old)
        .update();
    rotation.rotate();
    assertThat(known(old)).isFalse();
  }

  /// In a transaction of its own, because the jobs of another context have another clock.
  @Test
  @Transactional
  void a_master_key_under_which_nothing_lies_is_retired_a_day_after_the_change() {
    jdbc.sql("INSERT INTO platform.master_key (id, first_seen) VALUES ('00000000000000ab', now())")
        .update();
    // Other tests have moved the clock since the start.
    jdbc.sql("UPDATE platform.master_key SET first_seen = :now WHERE id = :id")
        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .param("id", keyring.masterKey())
        .update();
    rotation.rotate();
    assertThat(masterKeyIsRetired("00000000000000ab")).isFalse();
    clock.forward(java.time.Duration.ofHours(25));
    rotation.rotate();
    assertThat(masterKeyIsRetired("00000000000000ab")).isTrue();
    assertThat(masterKeyIsRetired(keyring.masterKey())).isFalse();
  }

  private boolean masterKeyIsRetired(String id) {
    return jdbc.sql("SELECT retired_at IS NOT NULL FROM platform.master_key WHERE id = :id")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private boolean known(java.util.UUID key) {
    return jdbc.sql("SELECT count(*) FROM vault.merchant_key WHERE id = :id")
            .param("id", key)
            .query(Integer.class)
            .single()
        == 1;
  }

  private int under(Shelf shelf, java.util.UUID key) {
    return jdbc.sql("SELECT count(*) FROM vault.card WHERE offer_id = :offer AND key_id = :key")
        .param("offer", shelf.offer().value())
        .param("key", key)
        .query(Integer.class)
        .single();
  }

  private String text(Shelf shelf, CardId card) {
    return vault
        .reveal(shelf.merchant(), card, Reader.merchant(new PersonId(ids.next())))
        .orElseThrow()
        .text();
  }
}
