@NullMarked
package dev.fairgate.captcha;

import org.jspecify.annotations.NullMarked;
