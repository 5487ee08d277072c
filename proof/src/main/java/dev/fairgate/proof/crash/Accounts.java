package dev.fairgate.proof.crash;

import java.io.IOException;
import java.util.Map;

/// Demo accounts, made by the engine's own call.
final class Accounts {

    private Accounts() {}

    static String token(Shop shop, String account, String... roles) throws IOException {
        String list =
                roles.length == 0 ? "" : ",\"roles\":[\"" + String.join("\",\"", roles) + "\"]";
        Shop.Reply reply =
                shop.post(
                        0,
                        "/demo/accounts",
                        "",
                        "{\"accountId\":\"" + account + "\"" + list + "}",
                        Map.of());
        if (reply.status() != 201) {
            throw new IOException("no account " + account + ": " + reply);
        }
        return reply.body().path("token").asString();
    }
}
