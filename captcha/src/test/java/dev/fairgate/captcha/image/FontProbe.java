package dev.fairgate.captcha.image;

/// Tells on standard output whether this host can draw.
final class FontProbe {

    private FontProbe() {}

    public static void main(String[] args) {
        System.out.println(KaptchaDrawing.ifFontsAreUsable(6).isPresent());
    }
}
