package vigie.source.replay;

/**
 * Bytes that arrived together.
 *
 * @param afterMillis how long after the piece before
 * @param bytes the bytes; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record RecordedPiece(long afterMillis, byte[] bytes) {}
