package changke;

import changke.insights.ReportCommand;
import changke.platform.BackupCommand;
import changke.platform.CommandLine;
import changke.platform.Database;
import java.time.Clock;
import java.util.Properties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// The marketplace as a program. `./run` calls it; see the README for what it accepts.
// Two modules may each have their Holds: beans are named in full.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Changke {

  public static void main(String[] args) {
    var command = CommandLine.parse(args, System.getenv());
    try {
      switch (command.command()) {
        case "serve" -> serve(command);
        case "backup" -> BackupCommand.write(command);
        case "report" ->
            System.exit(
                ReportCommand.run(
                    command.arguments(),
                    command.options(),
                    Clock.systemUTC(),
                    System.out,
                    System.err));
        case "restore" -> BackupCommand.restore(command);
        default ->
            throw new IllegalArgumentException("There is no command " + command.command() + ".");
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void serve(CommandLine command) {
    var database = Database.open(command);
    SpringApplication.getShutdownHandlers().add(database::close);
    var application = new SpringApplication(Changke.class);
    var settings = new Properties();
    settings.putAll(command.settings());
    settings.putAll(database.settings());
    application.setDefaultProperties(settings);
    application.run();
  }
}
