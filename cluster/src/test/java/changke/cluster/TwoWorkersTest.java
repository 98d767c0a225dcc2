package changke.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import changke.engine.days.History;
import changke.engine.days.LocalDays;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoWorkersTest {

  private static final List<String> QUESTIONS =
      List.of(
          "retention --name first --start open --on 30 --from 2026-02-20 --to 2026-04-30",
          "retention --name again --cohort recurring --start open --return order --on 14"
              + " --from 2026-02-20 --to 2026-04-20",
          "retention --name weeks --start browse --return order --period iso-week"
              + " --on-or-after 4-6 --from 2026-02-20 --to 2026-04-20",
          "retention --name months --start open --period month --brackets 0-1,2-3"
              + " --from 2026-02-20 --to 2026-04-20",
          "retention --name rolling --start open --return browse --rolling PT24H --every 3"
              + " --from 2026-03-01 --to 2026-03-20",
          "retention --name worth --cohort first-matching --start order --start-at-least 5000"
              + " --min-count 2 --on 20 --from 2026-02-20 --to 2026-04-20",
          "funnel --name way --steps open,browse,order --window P7D --within PT12H,any"
              + " --from 2026-03-01 --to 2026-04-20",
          "funnel --name visit --steps browse,order --window P1D --per session --rising true",
          "funnel --name strict --steps browse,order --window P3D --order all-adjacent"
              + " --exclude open:1-2",
          "lifecycle --kind open --period iso-week --from 2026-03-01 --to 2026-04-30");

  @TempDir Path folder;

  @Test
  void two_worker_processes_give_the_reports_of_the_local_engine() throws Exception {
    var events = lake();
    var outcome = cluster().run(words());
    assertThat(outcome.exitCode()).as(outcome.complaints()).isZero();
    assertLocal(events);
  }

  @Test
  void a_worker_that_is_killed_changes_no_number_and_merged_identities_are_one_person()
      throws Exception {
    var events = lake();
    var merged = Map.of(Happened.key(3), Happened.key(4), Happened.key(50), Happened.key(4));
    LakeWriter.writeIdentities(merged, folder.resolve("identities.parquet"));
    var words = new ArrayList<>(List.of("--identities", folder + "/identities.parquet"));
    words.addAll(words());

    var outcome = cluster("spark.extraListeners=" + WorkerKiller.class.getName()).run(words);

    assertThat(outcome.exitCode()).as(outcome.complaints()).isZero();
    assertThat(outcome.output()).contains("killed true");
    assertLocal(events.stream().map(event -> event.of(merged)).toList());
  }

  /// Writes a lake whose last events came late, as files of their own.
  private List<Happened> lake() throws SQLException {
    long seed = Long.getLong("changke.seed", 20_260_329);
    System.out.println("seed " + seed);
    var events = Happened.seeded(seed, 3_000);
    int onTime = events.size() - 500;
    LakeWriter.write(events.subList(0, onTime), folder.resolve("lake"), "on_time");
    LakeWriter.write(events.subList(onTime, events.size()), folder.resolve("lake"), "late");
    return events;
  }

  private void assertLocal(List<Happened> events) {
    var plan = Plan.parse(words());
    for (var question : plan.questions()) {
      var local = local(question, history(plan, events));
      assertThat(folder.resolve("out/" + question.name() + ".csv")).hasContent(local.csv());
      assertThat(folder.resolve("out/" + question.name() + ".json")).hasContent(local.json());
    }
  }

  private static History history(Plan plan, List<Happened> events) {
    var history = History.in(LocalDays.of(plan.zone()));
    for (var event : events) {
      if (!event.at().isBefore(plan.horizon())) {
        continue;
      }
      int kind = Math.floorMod(plan.kinds().indexOf(event.kind()), plan.kinds().size() + 1);
      history.add(event.number(), kind, event.at().getEpochSecond(), event.amount());
    }
    return history.build();
  }

  private static <T extends Serializable> Report local(Question<T> question, History all) {
    return question.report(question.tally(all));
  }

  private LocalCluster cluster(String... settings) {
    var all = new ArrayList<>(List.of(settings));
    // Workers that live for seconds are over before the slow compiler pays.
    all.add("spark.executor.extraJavaOptions=-XX:ActiveProcessorCount=1 -XX:TieredStopAtLevel=1");
    return new LocalCluster(
        2, 1024, System.getProperty("java.class.path"), folder.resolve("home"), all);
  }

  private List<String> words() {
    var words = new ArrayList<String>();
    words.addAll(List.of("--events", folder.resolve("lake").toString()));
    words.addAll(List.of("--out", folder.resolve("out").toString()));
    words.addAll(List.of("--zone", "America/New_York", "--as-of", "2026-04-25T12:00:00Z"));
    QUESTIONS.forEach(question -> words.addAll(List.of(question.split(" "))));
    return words;
  }
}
