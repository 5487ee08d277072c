package dev.fairgate.risk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.RefusedToStart;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NetworkConfigurationTest {

    private static final ClientAddress GOOGLE = ClientAddress.parse("8.8.8.8").orElseThrow();

    @EnableConfigurationProperties(NetworkConfiguration.Settings.class)
    static class Enabled {}

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withUserConfiguration(NetworkConfiguration.class, Enabled.class)
                    .withBean(SimpleMeterRegistry.class);

    @Test
    void knowsNetworksInAFirstRun() {
        application.run(
                context -> {
                    Networks networks = context.getBean(Networks.class);
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> !networks.version().equals("none"));

                    assertThat(networks.of(GOOGLE))
                            .isEqualTo(
                                    new NetworkFacts(
                                            15_169, "Google LLC", "US", NetworkKind.UNKNOWN));
                });
    }

    @Test
    void startsWithoutAnyFile() {
        application
                .withPropertyValues(
                        "fairgate.networks.databases=",
                        "fairgate.networks.hosting=none.txt,classpath:none.txt")
                .run(
                        context ->
                                assertThat(context.getBean(Networks.class).of(GOOGLE))
                                        .isEqualTo(NetworkFacts.UNKNOWN));
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        application
                .withPropertyValues("fairgate.networks.hosting=a\0b")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .isInstanceOf(RefusedToStart.class)
                                        .hasMessageStartingWith("Change fairgate.networks: "));
        application
                .withPropertyValues("fairgate.networks.reload-interval=0s")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .hasMessageContaining("reload-interval is positive"));
        application
                .withPropertyValues("fairgate.networks.anonymisers=" + "a,".repeat(17))
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .hasMessageContaining("at most 16 files of a kind"));
    }
}
