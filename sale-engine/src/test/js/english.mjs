/** Tests read the words as an English page does. */
import "../../main/resources/storefront/assets/fairgate/words/en.js";
