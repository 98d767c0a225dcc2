package changke.counter;

import changke.orders.Complaining;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.multipart.MultipartFile;

/// How forms about complaints are read and answered, whoever sends them.
public final class Answers {

  private static final int MOST = 4;
  private static final long LARGEST = 2L * 1024 * 1024;

  /// Stands for a file that is not even read; it is no picture.
  private static final byte[] NONE = {};

  private Answers() {}

  /// The key of what is said after an act on a complaint.
  public static String word(Complaining result) {
    return switch (result) {
      case Complaining.Open open -> "orders.complaint.written";
      case Complaining.Decided decided -> "orders.complaint.done";
      case Complaining.NoStock none -> "orders.complaint.noStock";
      case Complaining.Unfit unfit -> "orders.complaint.unfit";
      case Complaining.NotPossible not -> "orders.complaint.notPossible";
    };
  }

  /// The files that were chosen; a form without one sends an empty one.
  public static List<byte[]> files(@Nullable List<MultipartFile> files) throws IOException {
    var contents = new ArrayList<byte[]>();
    for (var file : files == null ? List.<MultipartFile>of() : files) {
      if (!file.isEmpty() && contents.size() <= MOST) {
        contents.add(file.getSize() > LARGEST ? NONE : file.getBytes());
      }
    }
    return contents;
  }

  /// A picture for the parties of its complaint; no cache keeps it.
  public static ResponseEntity<byte[]> picture(changke.orders.Disputes.Shown shown) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.parseMediaType(shown.mediaType()))
        .body(shown.content());
  }
}
