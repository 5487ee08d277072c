@NullMarked
package dev.fairgate.captcha.image;

import org.jspecify.annotations.NullMarked;
