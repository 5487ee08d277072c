package dev.fairgate.risk.log;

import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.rounds.RoundThread;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
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

        LogFolder logFolder() {
            return new LogFolder(Path.of(folder));
        }
    }

    /// @param log base64 of 32 bytes that the keys of epochs are sealed under in the database, the
    ///     same on every node; empty: derived from that of challenges
    /// @param challenge see `ChallengeConfiguration`
    @ConfigurationProperties("fairgate.keys")
    record KeySettings(@DefaultValue("") String log, @DefaultValue("") String challenge) {

        /// What keys are sealed under.
        SecretKey seal() {
            try {
                if (log.isBlank()) {
                    return derived(Base64.getDecoder().decode(challenge.strip()));
                }
                byte[] key = Base64.getDecoder().decode(log.strip());
                if (key.length == EpochKey.BYTES) {
                    return new SecretKeySpec(key, "AES");
                }
            } catch (IllegalArgumentException e) {
                // Not base64: the sentence below says what is.
            }
            throw new RefusedToStart(
                    "Set fairgate.keys.log to base64 of 32 random bytes, the same on every node,"
                            + " or leave it out: then it follows from fairgate.keys.challenge.");
        }

        private static SecretKey derived(byte[] from) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(from, "HmacSHA256"));
                byte[] name = "fairgate log keys 1".getBytes(StandardCharsets.US_ASCII);
                return new SecretKeySpec(mac.doFinal(name), "AES");
            } catch (NoSuchAlgorithmException | InvalidKeyException e) {
                throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
            }
        }

        @Override
        public String toString() {
            return "KeySettings"; // without the keys
        }
    }

    /// Whether there is a log.
    static final class HasFolder implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata annotated) {
            return !context.getEnvironment()
                    .getProperty("fairgate.decision-log.folder", "")
                    .isBlank();
        }
    }

    /// What takes a database and a log.
    @Configuration(proxyBeanMethods = false)
    @Conditional({Postgres.IsNamed.class, HasFolder.class})
    static class Shared {

        private static final Duration EVERY = Duration.ofSeconds(1);

        @Bean
        SharedEpochKeys epochKeys(
                Settings settings, KeySettings keys, Postgres postgres, InstantSource clock) {
            try {
                return new SharedEpochKeys(
                        new KeyFiles(settings.logFolder()),
                        new PostgresEpochKeys(postgres),
                        keys.seal(),
                        new SharedEpochKeys.Epochs(settings.epoch(), settings.keep()),
                        clock);
            } catch (IllegalArgumentException e) {
                throw new RefusedToStart("Change fairgate.decision-log: " + e.getMessage() + ".");
            }
        }

        @Bean
        RoundThread epochKeysThread(SharedEpochKeys keys) {
            return new RoundThread("epoch-keys", keys, EVERY);
        }
    }

    @Bean
    DecisionLogging decisionLog(
            Settings settings,
            Optional<SharedEpochKeys> shared,
            InstantSource clock,
            MeterRegistry registry) {
        if (settings.folder().isBlank()) {
            log.info("Decisions are not logged: fairgate.decision-log.folder is not set");
            return new DecisionLogging.Off();
        }
        try {
            LogFolder folder = settings.logFolder();
            EpochKeys keys =
                    shared.isPresent()
                            ? shared.get()
                            : new FileEpochKeys(folder, settings.epoch(), clock);
            return DecisionLog.start(folder, settings.bounds(), keys, clock, registry);
        } catch (IllegalArgumentException e) {
            throw new RefusedToStart("Change fairgate.decision-log: " + e.getMessage() + ".");
        }
    }

    @Bean
    OwnLog ownLog(Settings settings) {
        return new OwnLog(
                settings.folder().isBlank()
                        ? Optional.empty()
                        : Optional.of(new LogReader(settings.logFolder())));
    }
}
