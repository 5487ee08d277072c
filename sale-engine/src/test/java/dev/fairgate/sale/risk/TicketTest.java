package dev.fairgate.sale.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.sale.RefusedToStart;
import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Tickets;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TicketTest {

    private static final JsonNode GOLDEN = Contract.goldenTree("ticket");
    private static final String TEXT = text("ticket");
    private static final byte[] KEY = Base64.getDecoder().decode(text("key"));
    private static final Ticket.Keys KEYS = Ticket.Keys.parse(text("keyId") + ":" + text("key"));
    private static final String[] FIELDS = {
        text("jti"), "alice", "demo", "1", "3", "1", text("decisionId"), "1795363205000"
    };

    @Test
    void readsTheGoldenTicket() {
        Ticket ticket = Ticket.open(TEXT, KEYS).orElseThrow();

        assertThat(ticket.order()).hasToString("demo." + text("jti"));
        assertThat(ticket.account()).isEqualTo("alice");
        assertThat(ticket.quantity()).isEqualTo(1);
        assertThat(ticket.termsVersion()).isEqualTo(3);
        assertThat(ticket.policyVersion()).isEqualTo(1);
        assertThat(ticket.decisionId()).isEqualTo(text("decisionId"));
        assertThat(ticket.expiresAt()).isEqualTo(Instant.parse(text("expiresAt")));
        Contract.assertValid("ticket", GOLDEN.toString());
    }

    @Test
    void theTestsOwnTicketsAreTheGoldenOneByteForByte() {
        assertThat(Tickets.sign(text("keyId"), KEY, FIELDS)).isEqualTo(TEXT);
    }

    @Test
    void refusesEverySingleFlippedBitOfPayloadAndMac() {
        int dot = TEXT.indexOf('.');
        byte[] payload = Base64.getUrlDecoder().decode(TEXT.substring(0, dot));
        byte[] mac = Base64.getUrlDecoder().decode(TEXT.substring(dot + 1));

        assertThat(Ticket.open(text(payload, mac), KEYS)).isPresent();
        for (int bit = 0; bit < payload.length * 8; bit++) {
            assertThat(Ticket.open(text(flipped(payload, bit), mac), KEYS)).isEmpty();
        }
        for (int bit = 0; bit < mac.length * 8; bit++) {
            assertThat(Ticket.open(text(payload, flipped(mac, bit)), KEYS)).isEmpty();
        }
    }

    @Test
    void refusesEveryTruncation() {
        for (int length = 0; length < TEXT.length(); length++) {
            assertThat(Ticket.open(TEXT.substring(0, length), KEYS)).isEmpty();
        }
    }

    @Test
    void refusesAnUnknownKey() {
        assertThat(Ticket.open(TEXT, Ticket.Keys.parse("2026b:" + text("key")))).isEmpty();
    }

    @Test
    void refusesTheRightIdWithAnotherKey() {
        assertThat(Ticket.open(Tickets.sign("2026a", Tickets.key(9), FIELDS), KEYS)).isEmpty();
    }

    @Test
    void takesTicketsOfBothLiveKeys() {
        Ticket.Keys both =
                Ticket.Keys.parse(
                        "2026b:"
                                + Base64.getEncoder().encodeToString(Tickets.key(9))
                                + ", 2026a:"
                                + text("key"));

        assertThat(Ticket.open(TEXT, both)).isPresent();
        assertThat(Ticket.open(Tickets.sign("2026b", Tickets.key(9), FIELDS), both)).isPresent();
    }

    @Test
    void refusesFieldsWhoseBordersWereMoved() {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        Stream.of("fairgate.ticket.1", "2026a", text("jti"), "alic", "edemo", "1", "3", "1")
                .forEach(field -> Tickets.append(spliced, field));
        Tickets.append(spliced, text("decisionId"));
        Tickets.append(spliced, "1795363205000");
        String mac = TEXT.substring(TEXT.indexOf('.') + 1);

        assertThat(
                        Ticket.open(
                                Base64.getUrlEncoder().encodeToString(spliced.toByteArray())
                                        + "."
                                        + mac,
                                KEYS))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsSignedButNoTicket(String ticket) {
        assertThat(Ticket.open(ticket, KEYS)).isEmpty();
    }

    static Stream<String> refusesWhatIsSignedButNoTicket() {
        String[] more = Arrays.copyOf(FIELDS, FIELDS.length + 1);
        more[FIELDS.length] = "more";
        return Stream.of(
                Tickets.sign("2026a", KEY, Arrays.copyOf(FIELDS, FIELDS.length - 1)),
                Tickets.sign("2026a", KEY, more),
                Tickets.sign("2026a", KEY, with(0, "no-ulid")),
                Tickets.sign("2026a", KEY, with(2, "De mo")),
                Tickets.sign("2026a", KEY, with(3, "0")),
                Tickets.sign("2026a", KEY, with(4, "-1")),
                Tickets.sign("2026a", KEY, with(5, "-1")),
                Tickets.sign("2026a", KEY, with(6, "a|b")),
                Tickets.sign("2026a", KEY, with(3, "one")),
                Tickets.sign("2026a", KEY, with(7, "")),
                otherPurpose());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a.b", "%%%.%%%", "no dot", "AAE.AAE", "A.A.A"})
    void refusesNonsense(String text) {
        assertThat(Ticket.open(text, KEYS)).isEmpty();
    }

    @Test
    void refusesTenKilobytesWithoutReadingThem() {
        assertThat(Ticket.open(TEXT + "A".repeat(10_240), KEYS)).isEmpty();
        assertThat(Ticket.open("A".repeat(10_240) + "." + TEXT, KEYS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026a", ":AAAA", "2026a:AAAA", "2026a:!!", "2026a:AAAA,"})
    void refusesKeysThatAreNone(String setting) {
        assertThatThrownBy(() -> Ticket.Keys.parse(setting))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("fairgate.keys.ticket");
    }

    private static String otherPurpose() {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        Tickets.append(payload, "fairgate.pass.1");
        Tickets.append(payload, "2026a");
        Arrays.stream(FIELDS).forEach(field -> Tickets.append(payload, field));
        return Tickets.seal(KEY, payload.toByteArray());
    }

    private static String[] with(int field, String value) {
        String[] fields = FIELDS.clone();
        fields[field] = value;
        return fields;
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    private static String text(byte[] payload, byte[] mac) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(payload) + "." + encoder.encodeToString(mac);
    }

    private static String text(String name) {
        return GOLDEN.path(name).asString();
    }
}
