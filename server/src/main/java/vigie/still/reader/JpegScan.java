package vigie.still.reader;

import vigie.still.content.PictureSize;
import vigie.still.content.StillException;

/**
 * Looks through a JPEG, segment by segment (ITU-T T.81, annex B), from its begin to its end marker. The picture itself is not
 * unpacked.
 */
final class JpegScan {
    private static final byte[] SIGNATURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final int MARK = 0xFF;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    /** Of these numbers not a frame, but tables. */
    private static final int HUFFMAN = 0xC4;

    private static final int RESERVED = 0xC8;
    private static final int ARITHMETIC = 0xCC;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;

    private final byte[] bytes;
    private int at = 2;
    private int rows;
    private int columns;
    private boolean frame;
    private boolean scan;

    private JpegScan(byte[] jpeg) {
        bytes = jpeg;
    }

    /** Whether these bytes begin like one, as far as they go. */
    static boolean begins(byte[] bytes) {
        return Signatures.begins(bytes, SIGNATURE);
    }

    /** Its size. */
    static PictureSize size(byte[] jpeg) throws StillException {
        JpegScan scan = new JpegScan(jpeg);
        scan.scan();
        return PictureSize.of(scan.rows, scan.columns);
    }

    private void scan() throws StillException {
        for (int marker = marker(); marker != END; marker = marker()) {
            int begin = at;
            int length = segment();
            if (marker == SCAN) {
                scan = true;
                at = begin + length;
                passOverPicture();
            } else {
                if (marker >= FIRST_FRAME && marker <= LAST_FRAME && !isTable(marker)) {
                    frame(begin, length);
                }
                at = begin + length;
            }
        }
        if (!frame || !scan) {
            throw StillException.unreadable("JPEG: no picture in it (expected: a frame and a scan)");
        }
    }

    private static boolean isTable(int marker) {
        return marker == HUFFMAN || marker == RESERVED || marker == ARITHMETIC;
    }

    private void frame(int begin, int length) throws StillException {
        if (length < 8) {
            throw damaged(begin);
        }
        rows = number(begin + 3);
        columns = number(begin + 5);
        frame = true;
    }

    /** The next marker; any number of fill bytes may stand before it. */
    private int marker() throws StillException {
        int begin = at;
        if (next() != MARK) {
            throw damaged(begin);
        }
        int marker = next();
        while (marker == MARK) {
            marker = next();
        }
        if (marker == 0 || (marker >= FIRST_RESTART && marker < END)) {
            throw damaged(begin);
        }
        return marker;
    }

    /** The length of the segment here, which must be there. */
    private int segment() throws StillException {
        if (at + 2 > bytes.length) {
            throw broken();
        }
        int length = number(at);
        if (length < 2) {
            throw damaged(at);
        }
        if (at + length > bytes.length) {
            throw broken();
        }
        return length;
    }

    /** In the picture's data a mark is followed by a zero or is one to restart at. */
    private void passOverPicture() throws StillException {
        while (true) {
            while (at < bytes.length && bytes[at] != (byte) MARK) {
                at++;
            }
            if (at + 1 >= bytes.length) {
                throw broken();
            }
            int after = bytes[at + 1] & 0xFF;
            if (after == MARK) {
                at++;
            } else if (after == 0 || (after >= FIRST_RESTART && after <= LAST_RESTART)) {
                at += 2;
            } else {
                return;
            }
        }
    }

    private int next() throws StillException {
        if (at >= bytes.length) {
            throw broken();
        }
        return bytes[at++] & 0xFF;
    }

    private int number(int from) {
        return (bytes[from] & 0xFF) << 8 | (bytes[from + 1] & 0xFF);
    }

    private static StillException damaged(int where) {
        return StillException.unreadable("JPEG: damaged at byte " + where);
    }

    private StillException broken() {
        return StillException.incomplete(
                "JPEG: breaks off after " + bytes.length + " bytes (expected: its end marker, FF D9)");
    }
}
