package dev.fairgate.captcha.image;

/// Draws a text as a picture that people read more easily than programs do.
@FunctionalInterface
public interface Drawing {

    /// A PNG of the text, different at each call. Takes milliseconds of the calling thread.
    byte[] png(String text);
}
