package vigie.client;

/** Takes what {@link MessageAssembly} puts together. Called on the JDK's threads, one call at a time. */
interface MessageSink {
    /** Something came, be it a part of a message or a ping. */
    void heard();

    /** A whole message; the next comes after {@code request(1)}. */
    void text(String message);

    /** A whole message; the next comes after {@code request(1)}. */
    void binary(byte[] message);

    /** A message grows beyond the limit; nothing more comes. */
    void tooLong();

    /** The end; 1005 when the close named no code, 1006 when there was no close. */
    void closed(int code, String reason);

    /** The end. */
    void failed(Throwable cause);
}
