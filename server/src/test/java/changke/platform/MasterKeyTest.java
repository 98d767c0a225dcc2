package changke.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

  private static final byte[] SECRET =
      "thirty-two bytes of merchant key".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final Known known = new Known();

  @Test
  void the_first_start_makes_a_file_that_only_its_owner_reads() throws IOException {
    var key = start();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    var wrapped = key.wrap(SECRET, "vault");
    assertThat(start().unwrap(key.id(), wrapped, "vault")).isEqualTo(SECRET);
  }

  @Test
  void a_missing_file_refuses_to_start_when_the_database_needs_it() throws IOException {
    start();
    Files.delete(file());
    assertThatThrownBy(this::start)
        .isInstanceOf(MasterKey.MasterKeyMissing.class)
        .hasMessageContaining("is missing");
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_wrong_file_refuses_to_start() throws IOException {
    start();
    write(Base64.getEncoder().encodeToString(AesGcm.newKey()));
    assertThatThrownBy(this::start)
        .isInstanceOf(MasterKey.MasterKeyMissing.class)
        .hasMessageContaining("does not hold the key");
  }

  @Test
  void a_broken_file_refuses_to_start_and_is_not_quoted() throws IOException {
    write("c2VjcmV0 not base64");
    assertThatThrownBy(this::start)
        .isInstanceOf(MasterKey.MasterKeyMissing.class)
        .hasMessageNotContaining("c2VjcmV0");
  }

  @Test
  void a_file_that_others_can_read_refuses_to_start() throws IOException {
    start();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::start).hasMessageContaining("chmod 600");
  }

  @Test
  void a_new_key_on_top_wraps_and_the_old_one_still_unwraps() throws IOException {
    var old = start();
    var wrapped = old.wrap(SECRET, "vault");
    write(Base64.getEncoder().encodeToString(AesGcm.newKey()) + "\n" + Files.readString(file()));
    var changed = start();
    assertThat(changed.id()).isNotEqualTo(old.id());
    assertThat(changed.unwrap(old.id(), wrapped, "vault")).isEqualTo(SECRET);
  }

  @Test
  void a_retired_key_may_leave_the_file() throws IOException {
    start();
    var fresh = Base64.getEncoder().encodeToString(AesGcm.newKey());
    write(fresh + "\n" + Files.readString(file()));
    var changed = start();
    write(fresh);
    assertThatThrownBy(this::start).isInstanceOf(MasterKey.MasterKeyMissing.class);
    changed.retireOthers();
    assertThat(start().id()).isEqualTo(changed.id());
  }

  @Test
  void what_was_wrapped_for_one_opens_for_no_other() {
    var key = start();
    var wrapped = key.wrap(SECRET, "merchant a");
    assertThatThrownBy(() -> key.unwrap(key.id(), wrapped, "merchant b"))
        .isInstanceOf(AesGcm.NotAuthentic.class);
    wrapped[20] ^= 1;
    assertThatThrownBy(() -> key.unwrap(key.id(), wrapped, "merchant a"))
        .isInstanceOf(AesGcm.NotAuthentic.class);
  }

  private MasterKey start() {
    return new MasterKey(file(), known, Clock.systemUTC());
  }

  private Path file() {
    return folder.resolve("keys").resolve("master.key");
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
  }

  /// What the database would remember.
  private static final class Known implements MasterKey.KnownKeys {
    private final List<String> ids = new ArrayList<>();

    @Override
    public List<String> inUse() {
      return List.copyOf(ids);
    }

    @Override
    public void seen(String id, Instant at) {
      ids.add(id);
    }

    @Override
    public void retireOthers(String current, Instant seenBefore, Instant at) {
      ids.removeIf(id -> !id.equals(current));
    }
  }
}
