package dev.fairgate.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerKindTest {

    @Test
    void knowsTwoKinds() {
        assertThat(ServerKind.named("embedded")).isEqualTo(ServerKind.EMBEDDED);
        assertThat(ServerKind.named("docker")).isEqualTo(ServerKind.DOCKER);
    }

    @Test
    void anyOtherIsRefusedWithBothNames() {
        assertThatThrownBy(() -> ServerKind.named("podman"))
                .hasMessage("fairgate.servers is 'podman': set it to embedded or docker");
    }

    @Test
    void withoutAnEngineAContainerSaysWhatToDo() {
        assertThatThrownBy(() -> DockerContainer.requireEngine(() -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "fairgate.servers is 'docker' and no Docker engine answers: start one, or"
                                + " leave the switch out for embedded servers");
    }
}
