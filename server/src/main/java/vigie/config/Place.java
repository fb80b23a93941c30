package vigie.config;

/**
 * A place in a configuration file.
 *
 * @param file as given
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {
    ConfigException problem(String message) {
        return new ConfigException(this + ": " + message);
    }

    ConfigException problem(String message, Throwable cause) {
        return new ConfigException(this + ": " + message, cause);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
