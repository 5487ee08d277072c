/// Distorted text as a picture, drawn by Kaptcha. Start at
/// [dev.fairgate.captcha.image.KaptchaDrawing]. Invariant: the text is a function of a secret seed
/// alone, so that no store ever holds an answer.
@NullMarked
package dev.fairgate.captcha.image;

import org.jspecify.annotations.NullMarked;
