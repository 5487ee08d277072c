package dev.fairgate.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What concerns child processes alone; the rest is in [RedisServerIT].
class RedisProcessIT {

    @TempDir Path directory;

    @Test
    void endsTheServerThatAKilledOwnerLeftBehind() throws IOException {
        RedisProcess orphan = RedisProcess.ledger(directory, FreePort.next()).start();
        Resp.ask(orphan.port(), "SET", "owner", "killed");

        try (RedisProcess next = RedisProcess.ledger(directory, FreePort.next()).start()) {
            assertThat(ProcessHandle.of(orphan.pid()).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(Resp.ask(next.port(), "GET", "owner")).isEqualTo("killed");
        } finally {
            orphan.close();
        }
    }
}
