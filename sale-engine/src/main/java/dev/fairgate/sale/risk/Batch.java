package dev.fairgate.sale.risk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Questions that travel together, and the purchases that have ended since the last batch.
record Batch(List<Waiting> waiting, List<Finished> finished) {

    static final int MAX_ITEMS = 256;
    static final int MAX_BYTES = 900 * 1024; // of the 1 MiB the risk service takes

    /// More than a purchase that has ended takes, and than what stands around all of them.
    static final int FINISHED_BYTES = 256;

    /// A purchase that has had its terminal answer.
    record Finished(String requestId, String account, String sale, int status) {

        String json() {
            // Ids are of an allow-list: nothing in them needs escaping.
            return "{\"requestId\":\"%s\",\"accountId\":\"%s\",\"saleId\":\"%s\",\"status\":%d}"
                    .formatted(requestId, account, sale, status);
        }
    }

    /// `{"items":[…],"finished":[…]}` out of questions that are JSON already.
    byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes());
        write(out, "{\"items\":[");
        for (int i = 0; i < waiting.size(); i++) {
            write(out, i == 0 ? "" : ",");
            out.writeBytes(waiting.get(i).json());
        }
        write(out, "],\"finished\":[");
        for (int i = 0; i < finished.size(); i++) {
            write(out, i == 0 ? "" : ",");
            write(out, finished.get(i).json());
        }
        write(out, "]}");
        return out.toByteArray();
    }

    private int bytes() {
        int questions = waiting.stream().mapToInt(it -> it.json().length + 1).sum();
        return questions + FINISHED_BYTES * (finished.size() + 1);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
