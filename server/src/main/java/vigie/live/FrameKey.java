package vigie.live;

import vigie.protocol.WireFormat;

/**
 * Sessions with equal keys get the same bytes.
 *
 * @param deflate whether long messages may be compressed
 */
record FrameKey(View view, WireFormat format, boolean deflate) {}
