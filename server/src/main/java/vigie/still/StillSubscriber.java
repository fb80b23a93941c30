package vigie.still;

import vigie.still.content.Still;

/** Takes stills as they come. Called on the thread that brought one, perhaps on several at once; must not block. */
@FunctionalInterface
public interface StillSubscriber {
    void still(Still still);
}
