package vigie.still;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Real pictures of any size. */
public final class SamplePictures {
    private SamplePictures() {}

    public static byte[] png(int columns, int rows) {
        return encoded("png", columns, rows);
    }

    public static byte[] jpeg(int columns, int rows) {
        return encoded("jpg", columns, rows);
    }

    /** A PNG of about so many bytes: noise does not shrink. */
    public static byte[] largePng(int bytes) {
        int side = (int) Math.sqrt(bytes / 3.0);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, random.nextInt());
        }
        return encoded("png", image);
    }

    /** A matrix whose values are their own places, but for the second, which has none. */
    public static String matrix(int rows, int columns) {
        StringBuilder json =
                new StringBuilder("{\"rows\":" + rows + ",\"columns\":" + columns + ",\"unit\":\"°C\",\"values\":[0");
        for (int i = 1; i < rows * columns; i++) {
            json.append(',').append(i == 1 ? "null" : Integer.toString(i));
        }
        return json.append("]}").toString();
    }

    private static byte[] encoded(String format, int columns, int rows) {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                image.setRGB(column, row, row * 7919 + column * 104_729);
            }
        }
        return encoded(format, image);
    }

    private static byte[] encoded(String format, BufferedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
