package changke;

import changke.platform.CommandLine;
import changke.platform.Database;
import java.util.Properties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The marketplace as a program. `./run` calls it; see the README for what it accepts.
@SpringBootApplication
public class Changke {

  public static void main(String[] args) {
    var command = CommandLine.parse(args, System.getenv());
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
