package dev.fairgate.risk;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One purchase as the sale engine would send it for assessment.
///
/// @param id the request's id
/// @param account who buys
/// @param address from where
/// @param device with what, if known
/// @param challengeId which challenge is answered, if any
/// @param response the answer
/// @param more other fields of the body, over those that it has anyway
public record Purchase(
        String id,
        String account,
        String address,
        @Nullable String device,
        @Nullable String challengeId,
        @Nullable String response,
        Map<String, Object> more) {

    private static final AtomicInteger NETWORKS = new AtomicInteger();

    /// A purchase of a new request.
    public static Purchase of(String account, String address) {
        return new Purchase(
                UlidCreator.getUlid().toString(), account, address, null, null, null, Map.of());
    }

    /// An address in a /20 that no other test uses: who asks from beside it would count as company.
    public static String newAddress() {
        int region = NETWORKS.incrementAndGet() % 1_600; // below those that CrowdIT has
        return "10." + region / 16 + "." + region % 16 * 16 + ".1";
    }

    /// The same buyer once more, in a new request.
    public Purchase again() {
        return new Purchase(
                UlidCreator.getUlid().toString(), account, address, device, null, null, more);
    }

    /// The same buyer with an answer to a challenge, in a new request.
    public Purchase answering(String challenge, String answer) {
        return new Purchase(
                UlidCreator.getUlid().toString(),
                account,
                address,
                device,
                challenge,
                answer,
                more);
    }

    /// The same buyer on a device.
    public Purchase on(String name) {
        return new Purchase(id, account, address, name, challengeId, response, more);
    }

    /// The same with other fields.
    public Purchase with(Map<String, Object> fields) {
        return new Purchase(id, account, address, device, challengeId, response, fields);
    }

    /// The body of an assessment.
    public String json() {
        Map<String, Object> body = new HashMap<>();
        body.put("requestId", id);
        body.put("saleId", "demo");
        body.put("termsVersion", 3);
        body.put("accountId", account);
        body.put("clientAddress", address);
        body.put("headerNames", java.util.List.of("Host"));
        body.put("quantity", 1);
        body.put("now", Instant.now().toString());
        if (device != null) {
            body.put("deviceId", device);
        }
        if (challengeId != null && response != null) {
            body.put("challenge", Map.of("id", challengeId, "response", response));
        }
        body.putAll(more);
        return JsonMapper.shared().writeValueAsString(body);
    }

    /// Its entry in `finished`.
    public String finished(int status) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "requestId", id,
                                "accountId", account,
                                "saleId", "demo",
                                "status", status));
    }
}
