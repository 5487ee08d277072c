package dev.fairgate.risk.log;

import dev.fairgate.risk.RefusedToStart;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
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
    /// @param keep for how long a file is kept
    /// @param epoch how long addresses have the same pseudonyms
    @ConfigurationProperties("fairgate.decision-log")
    record Settings(
            @DefaultValue("") String folder,
            @DefaultValue("64MB") DataSize segmentBytes,
            @DefaultValue("1h") Duration segmentAge,
            @DefaultValue("1GB") DataSize totalBytes,
            @DefaultValue("30d") Duration keep,
            @DefaultValue("24h") Duration epoch) {

        Bounds bounds() {
            return new Bounds(segmentBytes.toBytes(), segmentAge, totalBytes.toBytes(), keep);
        }
    }

    @Bean
    DecisionLogging decisionLog(Settings settings, InstantSource clock, MeterRegistry registry) {
        if (settings.folder().isBlank()) {
            log.info("Decisions are not logged: fairgate.decision-log.folder is not set");
            return new DecisionLogging.Off();
        }
        try {
            LogFolder folder = new LogFolder(Path.of(settings.folder()));
            return DecisionLog.start(
                    folder,
                    settings.bounds(),
                    new FileEpochKeys(folder, settings.epoch(), clock),
                    clock,
                    registry);
        } catch (IllegalArgumentException e) {
            throw new RefusedToStart("Change fairgate.decision-log: " + e.getMessage() + ".");
        }
    }

    @Bean
    OwnLog ownLog(Settings settings) {
        return new OwnLog(
                settings.folder().isBlank()
                        ? Optional.empty()
                        : Optional.of(new LogReader(new LogFolder(Path.of(settings.folder())))));
    }
}
