package dev.fairgate.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The same GET again and again.
final class GetRequests implements RequestSource {

    private final byte[] request;

    GetRequests(String path) {
        this.request =
                ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void next(ByteBuffer out) {
        out.put(request);
    }
}
