package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Dangerous acts are written once, found again, and never rewritten.
@HouseTest
class AuditTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired Identity identity;
  @Autowired Audit audit;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TransactionTemplate transaction;

  @Test
  void what_is_written_cannot_be_changed_or_taken_away() {
    audit.note(null, "test.written", "once");
    for (var sql :
        new String[] {
          "UPDATE identity.audit SET about = 'nothing'",
          "DELETE FROM identity.audit",
          "TRUNCATE identity.audit"
        }) {
      assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).hasMessageContaining("written once");
    }
  }

  @Test
  void an_act_that_was_undone_is_not_written() {
    var mark = UUID.randomUUID().toString();
    transaction.executeWithoutResult(status -> {
      audit.note(null, "test.undone", mark);
      status.setRollbackOnly();
    });
    assertThat(audit.search(about(mark), 0).rows()).isEmpty();
  }

  @Test
  void acts_are_found_by_person_kind_text_and_period() {
    var mark = UUID.randomUUID().toString();
    var email = someone();
    var mei = enrolled(email);
    audit.note(mei.id(), "test.first", "thing " + mark);
    clock.forward(Duration.ofDays(2));
    var between = clock.instant();
    clock.forward(Duration.ofSeconds(1));
    audit.note(mei.id(), "test.second", "thing " + mark.toUpperCase(Locale.ROOT));
    audit.note(null, "test.second", "thing " + mark);

    assertThat(found(about(mark))).isEqualTo("test.second test.second test.first");
    assertThat(found(new AuditSearch(email.toUpperCase(Locale.ROOT), null, mark, null, null)))
        .isEqualTo("test.second test.first");
    assertThat(found(new AuditSearch(mei.id().toString(), "test.first", null, null, null)))
        .isEqualTo("test.first");
    assertThat(found(new AuditSearch(null, null, mark, between, null)))
        .isEqualTo("test.second test.second");
    assertThat(found(new AuditSearch(null, null, mark, null, between))).isEqualTo("test.first");
    assertThat(found(new AuditSearch("nobody' OR 'a'='a", null, mark, null, null))).isEmpty();
    assertThat(audit.kinds()).contains("test.first", "test.second").isSorted();
  }

  @Test
  void a_long_log_is_turned_page_by_page() {
    var mark = UUID.randomUUID().toString();
    for (int i = 0; i < 30; i++) {
      audit.note(null, "test.paged", mark + " " + i);
    }
    var first = audit.search(about(mark), 0);
    var second = audit.search(about(mark), 1);
    assertThat(first.more()).isTrue();
    assertThat(second.more()).isFalse();
    assertThat(first.rows().size() + second.rows().size()).isEqualTo(30);
    assertThat(first.rows().getFirst().about()).endsWith(" 29");
  }

  @Test
  void the_page_and_the_file_are_for_those_with_the_right_and_taking_the_file_is_written() {
    var mark = UUID.randomUUID().toString();
    audit.note(null, "test.exported", "=cmd|' /C calc'!A0 " + mark);
    var reader = browsers.member(Role.OPERATOR);
    var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    var query = "?about=" + mark + "&from=" + today + "&until=" + today;
    assertThat(reader.get("/backoffice/audit" + query).body()).contains(mark);
    assertThat(
            reader.get("/backoffice/audit?about=" + mark + "&until=" + today.minusDays(1)).body())
        .doesNotContain("=cmd");
    assertThat(reader.get("/backoffice/audit?from=rubbish&page=-7").statusCode()).isEqualTo(200);
    var csv = reader.get("/backoffice/audit.csv" + query).body();
    assertThat(csv)
        .startsWith("at,person,email,what,about,address")
        .contains("\"'=cmd")
        .contains(mark);
    assertThat(audit.search(new AuditSearch(null, "audit.exported", null, null, null), 0).rows())
        .isNotEmpty();
    var other = browsers.operatorWithoutRights();
    assertThat(other.get("/backoffice/audit.csv").statusCode()).isEqualTo(403);
  }

  @Test
  void a_text_that_is_too_long_is_cut_and_does_not_stop_the_act() {
    audit.note(null, "test.long", "x".repeat(10_000));
    assertThat(
            audit
                .search(new AuditSearch(null, "test.long", null, null, null), 0)
                .rows()
                .getFirst()
                .about())
        .hasSize(300);
  }

  private String found(AuditSearch search) {
    return String.join(" ", audit.search(search, 0).rows().stream().map(AuditEntry::what).toList());
  }

  private static AuditSearch about(String mark) {
    return new AuditSearch(null, null, mark, null, null);
  }

  private static String someone() {
    return "op" + UUID.randomUUID() + "@example.org";
  }

  private Person enrolled(String email, Role... roles) {
    var form = new SignUp("Mei", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form, roles)).person();
  }
}
