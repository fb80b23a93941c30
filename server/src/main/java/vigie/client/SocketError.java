package vigie.client;

/**
 * Why a connection failed.
 *
 * @param kind for programs
 * @param text for people: what went wrong, with which address
 */
public record SocketError(Kind kind, String text) {
    /** What can go wrong. */
    public enum Kind {
        /** The name of the host means nothing. */
        UNKNOWN_HOST,
        /** Nobody listens at the address, or there is no way to it. */
        UNREACHABLE,
        /** No answer in time. */
        TIMEOUT,
        /** The answer was an HTTP status that says no (3xx, 4xx): the same request will not be taken later either. */
        REFUSED,
        /** The answer was an HTTP status that says not now (5xx), such as 503 when all places are taken. */
        UNAVAILABLE,
        /** There is no secure connection: the certificate, for one. */
        TLS,
        /** What came is no WebSocket (RFC 6455), or none any more. */
        PROTOCOL,
        /** A message longer than is taken. */
        TOO_LONG,
        /** Nothing was heard for longer than is waited for. */
        SILENT,
        /** The connection ended without a goodbye. */
        LOST,
        /** The listener threw. */
        LISTENER
    }
}
