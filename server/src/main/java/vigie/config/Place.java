package vigie.config;

/**
 * A place in a configuration file, or none.
 *
 * @param file as given
 * @param line from 1; 0 where there is no file
 * @param column from 1
 */
record Place(String file, int line, int column) {
    /** Nowhere: what is wrong was not said in a file. */
    static final Place NONE = new Place("", 0, 0);

    ConfigException problem(String message) {
        return new ConfigException(prefixed(message));
    }

    ConfigException problem(String message, Throwable cause) {
        return new ConfigException(prefixed(message), cause);
    }

    private String prefixed(String message) {
        return line == 0 ? message : this + ": " + message;
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
