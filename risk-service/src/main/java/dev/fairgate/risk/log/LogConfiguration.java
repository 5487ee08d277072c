package dev.fairgate.risk.log;

import dev.fairgate.risk.RefusedToStart;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    private static final Logger log = LoggerFactory.getLogger(LogConfiguration.class);

    /// @param folder of this node alone; empty: no log
    /// @param segmentBytes most bytes of one file
    /// @param segmentAge after which a file is complete
    /// @param totalBytes most bytes of all files; the oldest are deleted
    @ConfigurationProperties("fairgate.decision-log")
    record Settings(
            @DefaultValue("") String folder,
            @DefaultValue("64MB") DataSize segmentBytes,
            @DefaultValue("1h") Duration segmentAge,
            @DefaultValue("1GB") DataSize totalBytes) {

        Bounds bounds() {
            return new Bounds(segmentBytes.toBytes(), segmentAge, totalBytes.toBytes());
        }
    }

    @Bean
    DecisionLogging decisionLog(Settings settings, InstantSource clock, MeterRegistry registry) {
        if (settings.folder().isBlank()) {
            log.info("Decisions are not logged: fairgate.decision-log.folder is not set");
            return new DecisionLogging.Off();
        }
        try {
            return DecisionLog.start(
                    Path.of(settings.folder()), settings.bounds(), clock, registry);
        } catch (IllegalArgumentException e) {
            throw new RefusedToStart("Change fairgate.decision-log: " + e.getMessage() + ".");
        }
    }
}
