package vigie.live.frame;

import vigie.live.view.View;
import vigie.protocol.WireFormat;

/**
 * Sessions with equal keys get the same bytes.
 *
 * @param deflate whether long messages may be compressed
 */
public record FrameKey(View view, WireFormat format, boolean deflate) {}
