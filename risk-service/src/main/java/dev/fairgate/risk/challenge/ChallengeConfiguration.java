package dev.fairgate.risk.challenge;

import dev.fairgate.captcha.ChallengeStore;
import dev.fairgate.captcha.Challenges;
import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.store.RiskStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class ChallengeConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ChallengeConfiguration.class);

    private static final int DRAWINGS_WAITING = 256;

    /// @param challenge base64 of at least 32 random bytes, the same on every node
    @ConfigurationProperties("fairgate.keys")
    record Settings(@DefaultValue("") String challenge) {}

    @Bean(destroyMethod = "dispose")
    Scheduler drawingScheduler() {
        return Schedulers.newBoundedElastic(
                Runtime.getRuntime().availableProcessors(), DRAWINGS_WAITING, "risk-drawing");
    }

    @Bean
    ChallengeStore challengeStore(RiskStore store) {
        return new RedisChallengeStore(store);
    }

    /// With a key of its own, derived from that of challenges.
    @Bean
    Cells cells(Settings settings) {
        return new Cells(key(settings.challenge()));
    }

    @Bean
    Challenges challenges(
            ChallengeStore store,
            Settings settings,
            CurrentPolicy policy,
            InstantSource clock,
            Scheduler drawingScheduler) {
        Challenges challenges =
                new Challenges(
                        store,
                        key(settings.challenge()),
                        () -> policy.get().challenge().settings(),
                        clock,
                        new SecureRandom(),
                        drawingScheduler);
        if (!challenges.picturesAvailable()) {
            log.warn(
                    "Pictures are off: no font found. Install fontconfig and a font (Debian:"
                            + " apt-get install fontconfig fonts-dejavu-core); challenges go on as"
                            + " proof of work.");
        }
        return challenges;
    }

    private static byte[] key(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            if (key.length >= 32) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Not base64: the sentence below says what is.
        }
        throw new RefusedToStart(
                "Set fairgate.keys.challenge to base64 of at least 32 random bytes, the same on"
                        + " every node.");
    }
}
