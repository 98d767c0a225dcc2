package changke.platform;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/// One line of the timetable: a call that runs by itself, on one process at a time. A failure is
/// logged and tried again at the next turn.
public final class Job extends RecurringTask<Void> {

  private final String when;
  private final Runnable call;

  private Job(String name, String when, Schedule schedule, Runnable call) {
    super(name, schedule, Void.class);
    this.when = when;
    this.call = call;
  }

  /// Runs again so long after it has ended. `name` is `module.what-it-does`.
  public static Job every(String name, Duration pause, Runnable call) {
    return new Job(name, "every " + words(pause), FixedDelay.of(pause), call);
  }

  /// Runs once a day at a local time.
  public static Job daily(String name, LocalTime at, ZoneId zone, Runnable call) {
    return new Job(name, "daily at " + at + " " + zone, Schedules.daily(zone, at), call);
  }

  /// When it runs, in words.
  public String when() {
    return when;
  }

  @Override
  public void executeRecurringly(TaskInstance<Void> instance, ExecutionContext context) {
    call.run();
  }

  private static String words(Duration pause) {
    return pause.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
