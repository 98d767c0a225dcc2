package changke.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/// Where the reports go: any folder that Hadoop can write to, such as `/reports` or `s3a://…`.
final class ReportFolder {

  private final Path folder;
  private final FileSystem files;

  /// Opens the folder and makes it where it is missing.
  ///
  /// @throws IOException when that is not allowed, before any event is read
  ReportFolder(String folder, Configuration settings) throws IOException {
    this.folder = new Path(folder);
    files = this.folder.getFileSystem(settings);
    files.setWriteChecksum(false);
    files.mkdirs(this.folder);
  }

  void write(Plan plan, Answers answers) throws IOException {
    for (int i = 0; i < plan.questions().size(); i++) {
      var question = plan.questions().get(i);
      var report = answers.report(i, question);
      write(question.name() + ".json", report.json());
      write(question.name() + ".csv", report.csv());
    }
  }

  void write(String name, String text) throws IOException {
    try (var out = files.create(new Path(folder, name), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
