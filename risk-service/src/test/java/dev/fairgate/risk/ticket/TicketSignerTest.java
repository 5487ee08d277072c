package dev.fairgate.risk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.risk.RefusedToStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TicketSignerTest {

    @Test
    void writesTheGoldenTicketByteForByte() throws IOException {
        JsonNode golden =
                JsonMapper.shared()
                        .readTree(Files.readString(Path.of("../docs/contract/ticket.json")));
        TicketSigner signer =
                new TicketSigner(
                        SigningKey.of(
                                text(golden, "keyId"),
                                Base64.getDecoder().decode(text(golden, "key"))));

        String ticket =
                signer.sign(
                        new Ticket(
                                text(golden, "jti"),
                                text(golden, "account"),
                                text(golden, "sale"),
                                golden.get("quantity").longValue(),
                                golden.get("termsVersion").longValue(),
                                golden.get("policyVersion").longValue(),
                                text(golden, "decisionId"),
                                Instant.parse(text(golden, "expiresAt"))));

        assertThat(ticket).isEqualTo(text(golden, "ticket"));
    }

    @Test
    void signsWithTheFirstOfSeveralKeys() {
        String a = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(TicketConfiguration.parse("new:" + a + ", old:" + a))
                .extracting(SigningKey::id)
                .containsExactly("new", "old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026a", "2026a:", "2026a:not base64!", "2026a:AAECAw==", ":AAECAw=="})
    void refusesToStartWithoutAUsableKey(String keys) {
        assertThatThrownBy(() -> TicketConfiguration.parse(keys))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageStartingWith("Set fairgate.keys.ticket");
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).stringValue();
    }
}
