package changke.pages;

import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.pages.*`: the installation's zone, the origins that forms may lead to (payment
/// gateways), and how many requests one address may send per second on average and at once.
@ConfigurationProperties("changke.pages")
public record PageSettings(
    @DefaultValue("Asia/Shanghai") ZoneId zone,
    @DefaultValue List<String> formOrigins,
    @DefaultValue("50") int requestsPerSecond,
    @DefaultValue("300") int burst) {}
