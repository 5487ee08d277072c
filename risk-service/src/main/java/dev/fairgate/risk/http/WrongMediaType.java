package dev.fairgate.risk.http;

import org.springframework.http.MediaType;

/// A body of another media type, or encoded; without a stack trace, like [InvalidRequest].
final class WrongMediaType extends RuntimeException {

    private final MediaType wanted;

    WrongMediaType(MediaType wanted) {
        super("the body is not plain " + wanted, null, false, false);
        this.wanted = wanted;
    }

    MediaType wanted() {
        return wanted;
    }
}
