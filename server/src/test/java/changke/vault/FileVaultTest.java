package changke.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.HouseTest;
import changke.TestClock;
import changke.platform.AesGcm;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class FileVaultTest {

  private static final int PART = 256 * 1024;

  @Autowired FileVault files;
  @Autowired FileRows rows;
  @Autowired Vault vault;
  @Autowired Keyring keyring;
  @Autowired KeyRotation rotation;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  Shelf shelf;
  Reader lin;

  @BeforeEach
  void a_new_shelf() {
    shelf = Shelf.fresh(keyring, jdbc, ids);
    lin = Reader.buyer(new PersonId(ids.next()));
  }

  @Test
  void a_file_is_held_sold_and_read_from_any_byte_on() throws IOException {
    assertThat(hold()).isInstanceOf(HoldResult.TooFew.class);
    var content = bytes(3 * PART + 77, 1);
    var file = kept("../brush set.zip", content);
    assertThat(file.name()).isEqualTo("brush set.zip");
    assertThat(vault.available(shelf.offer())).isEqualTo(Vault.UNLIMITED);
    var hold = sold();
    assertThat(files.ofSale(hold)).contains(file);
    var random = new Random(11);
    for (int i = 0; i < 60; i++) {
      var from = i == 0 ? 0 : random.nextInt(content.length);
      var length = i == 0 ? content.length : random.nextInt(content.length - from) + 1;
      assertThat(read(hold, file, from, length))
          .isEqualTo(Arrays.copyOfRange(content, from, from + length));
    }
    for (var edge : new int[] {PART - 1, PART, PART + 1, 3 * PART, content.length - 1}) {
      assertThat(read(hold, file, edge, 1)).containsExactly(content[edge]);
    }
  }

  @Test
  void many_buyers_receive_the_same_file_and_a_lapsed_hold_is_sold_after_all() throws IOException {
    kept("a", bytes(10, 1));
    var first = sold();
    var second = sold();
    assertThat(first).isNotEqualTo(second);
    var late = ids.next();
    vault.hold(late, shelf.offer(), 1, clock.instant().plusSeconds(1));
    clock.forward(Duration.ofSeconds(2));
    vault.releaseLapsed();
    assertThat(vault.sell(late)).isInstanceOf(SellResult.Sold.class);
    assertThat(files.ofSale(late)).isPresent();
  }

  @Test
  void what_is_not_paid_or_was_taken_back_opens_nothing() throws IOException {
    kept("a", bytes(10, 1));
    var held = ids.next();
    vault.hold(held, shelf.offer(), 1, clock.instant().plusSeconds(60));
    assertThat(files.ofSale(held)).isEmpty();
    var hold = sold();
    assertThat(vault.revoke(hold)).isTrue();
    assertThat(files.ofSale(hold)).isEmpty();
    assertThat(files.ofSale(ids.next())).isEmpty();
  }

  @Test
  void a_new_version_reaches_who_bought_an_older_one() throws IOException {
    kept("one", bytes(10, 1));
    var hold = sold();
    var old = files.ofSale(hold).orElseThrow();
    var second = kept("two", bytes(PART + 5, 2));
    assertThat(second.version()).isEqualTo(2);
    assertThat(files.ofSale(hold)).contains(second);
    assertThat(read(hold, second, 0, PART + 5)).isEqualTo(bytes(PART + 5, 2));
    assertThatThrownBy(() -> read(hold, old, 0, 10)).hasMessageContaining("replaced");
    clock.forward(Duration.ofHours(25));
    files.forgetUnused();
    assertThat(parts(old.id())).isZero();
    assertThat(parts(second.id())).isEqualTo(2);
  }

  @Test
  void the_first_download_is_when_it_was_seen_and_each_is_written_down() throws IOException {
    var file = kept("a", bytes(10, 1));
    var hold = sold();
    vault.reveal(hold, lin);
    assertThat(vault.revealedAt(hold)).isEmpty();
    files.note(hold, file, lin, 0);
    files.note(hold, file, lin, 7);
    assertThat(vault.revealedAt(hold)).isPresent();
    assertThat(files.downloads(hold)).extracting(Download::fromByte).containsExactly(0L, 7L);
    assertThat(files.downloads(hold)).extracting(Download::reader).containsOnly(lin);
  }

  @Test
  void what_breaks_off_or_is_too_large_or_empty_leaves_the_version_before() throws IOException {
    var first = kept("one", bytes(10, 1));
    var torn = new Torn(new ByteArrayInputStream(bytes(2 * PART, 5)));
    assertThatThrownBy(() -> keep("torn", torn)).hasMessage("connection lost");
    assertThat(keep("empty", InputStream.nullInputStream())).isInstanceOf(FileKept.Empty.class);
    assertThat(files.current(shelf.offer())).contains(first);
    clock.forward(Duration.ofHours(25));
    files.forgetUnused();
    assertThat(files.current(shelf.offer())).contains(first);
    assertThat(
            jdbc.sql("SELECT count(*) FROM vault.file WHERE offer_id = :offer")
                .param("offer", shelf.offer().value())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void at_rest_it_is_encrypted_and_a_part_opens_only_in_its_place() throws IOException {
    var text = "PLAINTEXT ".repeat(60_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    var file = kept("a", text);
    var hold = sold();
    var stored = rows.part(file.id(), 0).orElseThrow();
    assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("PLAINTEXT");
    jdbc.sql(
            """
            UPDATE vault.file_part SET number = CASE number WHEN 0 THEN 101 ELSE 0 END
            WHERE file_id = :file AND number < 2
            """)
        .param("file", file.id())
        .update();
    assertThatThrownBy(() -> read(hold, file, 0, 10)).isInstanceOf(AesGcm.NotAuthentic.class);
  }

  @Test
  void files_stay_readable_when_their_merchants_key_is_changed_and_destroyed() throws IOException {
    var content = bytes(PART + 1, 3);
    var file = kept("a", content);
    var hold = sold();
    var old = keyring.sealer(shelf.merchant()).key();
    rotation.renew(shelf.merchant());
    rotation.rotate();
    clock.forward(Duration.ofDays(8));
    rotation.rotate();
    assertThat(
            jdbc.sql("SELECT count(*) FROM vault.merchant_key WHERE id = :id")
                .param("id", old)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(read(hold, file, 0, content.length)).isEqualTo(content);
  }

  private FileKept keep(String name, InputStream content) throws IOException {
    return files.keep(shelf.merchant(), shelf.offer(), new PersonId(ids.next()), name, content);
  }

  private StoredFile kept(String name, byte[] content) throws IOException {
    return ((FileKept.Kept) keep(name, new ByteArrayInputStream(content))).file();
  }

  private HoldResult hold() {
    return vault.hold(ids.next(), shelf.offer(), 1, clock.instant().plusSeconds(60));
  }

  private UUID sold() {
    var held = (HoldResult.Held) hold();
    assertThat(vault.sell(held.hold())).isInstanceOf(SellResult.Sold.class);
    return held.hold();
  }

  private byte[] read(UUID hold, StoredFile file, int from, int length) throws IOException {
    var out = new ByteArrayOutputStream();
    files.write(hold, file, from, length, out);
    return out.toByteArray();
  }

  private long parts(UUID file) {
    return jdbc.sql("SELECT count(*) FROM vault.file_part WHERE file_id = :file")
        .param("file", file)
        .query(Long.class)
        .single();
  }

  private static byte[] bytes(int length, long seed) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Ends in a broken connection instead of an end.
  private static final class Torn extends FilterInputStream {

    private Torn(InputStream content) {
      super(content);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      var count = in.read(into, from, length);
      if (count < 0) {
        throw new IOException("connection lost");
      }
      return count;
    }
  }
}
