package vigie.live;

import vigie.protocol.WireFormat;

/** Sessions with equal keys get the same bytes. */
record FrameKey(View view, WireFormat format) {}
