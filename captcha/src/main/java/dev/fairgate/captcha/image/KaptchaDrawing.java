package dev.fairgate.captcha.image;

import com.google.code.kaptcha.Producer;
import com.google.code.kaptcha.impl.DefaultKaptcha;
import com.google.code.kaptcha.impl.DefaultNoise;
import com.google.code.kaptcha.impl.ShadowGimpy;
import com.google.code.kaptcha.util.Config;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/// Kaptcha, hardened: ripples, a shadow, and noise curves in the colour of the text, so that no
/// filter by colour takes them away. With six characters Tesseract reads none of them; a
/// classifier trained for it reads most. A picture is a price, not a wall.
public final class KaptchaDrawing implements Drawing {

    // Six of the widest characters end 16 pixels before the edge; of the narrowest, 26.
    private static final int MARGIN = 40;
    private static final int WIDTH_OF_ONE = 40;
    private static final int HEIGHT = 80;

    /// One for each length of a text, of which there are nine.
    private final Map<Integer, Producer> producers = new ConcurrentHashMap<>();

    private KaptchaDrawing() {}

    /// A drawing that has drawn one picture already; empty where the host has no usable font
    /// (fontconfig, freetype or every font missing). Takes up to a second, for the fonts' sake.
    ///
    /// @param length characters of the text that is tried
    public static Optional<Drawing> ifFontsAreUsable(int length) {
        try {
            if (new Font(Font.SANS_SERIF, Font.BOLD, 12).canDisplayUpTo(PictureText.ALPHABET)
                    >= 0) {
                return Optional.empty();
            }
            // Else each picture goes through a temporary file.
            ImageIO.setUseCache(false);
            Drawing drawing = new KaptchaDrawing();
            drawing.png(PictureText.ALPHABET.substring(0, length));
            return Optional.of(drawing);
        } catch (RuntimeException | Error noFonts) { // the JDK throws plain Error without fonts
            // A slim host fails in any of these ways, depending on which part is missing.
            return Optional.empty();
        }
    }

    /// @param length characters, from which the width of the picture follows
    private static Producer hardened(int length) {
        Properties look = new Properties();
        look.setProperty("kaptcha.image.width", Integer.toString(MARGIN + length * WIDTH_OF_ONE));
        look.setProperty("kaptcha.image.height", Integer.toString(HEIGHT));
        look.setProperty("kaptcha.border", "no");
        // Logical fonts: they are there wherever any font is.
        look.setProperty("kaptcha.textproducer.font.names", "SansSerif,Serif");
        look.setProperty("kaptcha.textproducer.font.size", "40");
        look.setProperty("kaptcha.textproducer.font.color", "black");
        look.setProperty("kaptcha.textproducer.char.space", "4");
        look.setProperty("kaptcha.noise.color", "black");
        look.setProperty("kaptcha.noise.impl", DefaultNoise.class.getName());
        look.setProperty("kaptcha.obscurificator.impl", ShadowGimpy.class.getName());
        DefaultKaptcha kaptcha = new DefaultKaptcha();
        kaptcha.setConfig(new Config(look));
        return kaptcha;
    }

    @Override
    public byte[] png(String text) {
        ByteArrayOutputStream png = new ByteArrayOutputStream(16 * 1024);
        try {
            ImageIO.write(producer(text).createImage(text), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("no picture was written", e);
        }
        return png.toByteArray();
    }

    private Producer producer(String text) {
        return producers.computeIfAbsent(text.length(), KaptchaDrawing::hardened);
    }
}
