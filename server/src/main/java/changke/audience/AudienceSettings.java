package changke.audience;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `zone` is the one in which days of behaviour are counted; when it changes, everything is built
/// anew from the journal.
@ConfigurationProperties("changke.audience")
record AudienceSettings(@DefaultValue("Asia/Shanghai") ZoneId zone) {}
